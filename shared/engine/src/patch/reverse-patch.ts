import type { Patch, PatchFile, TextEdit } from '@iama/contracts/patch/patch';
import { applyEdits } from './apply-edits.ts';
import type { ReadBase } from './apply-patch.ts';
import { assemblePatch } from './assemble-patch.ts';
import { makePatchFile } from './make-patch-file.ts';
import { PatchFault } from './patch-refusal.ts';
import { encodeUtf8 } from './text-hash.ts';
import type { EncodeText } from './text-hash.ts';

/**
 * The patch that takes this one back, byte for byte, from the texts it was made from. It is meant to be applied whole,
 * so its hunks do not depend on each other. Throws PatchFault when a base text is missing.
 */
export function reversePatch(patch: Patch, readBase: ReadBase, encode: EncodeText = encodeUtf8): Patch {
  return assemblePatch(patch.files.map((file) => reverseFile(file, readBase, encode)).filter((file) => file !== null));
}

function reverseFile(file: PatchFile, readBase: ReadBase, encode: EncodeText): PatchFile | null {
  const base = file.change === 'create' ? '' : readBase(file.path);
  if (base === null) {
    throw new PatchFault({
      code: 'BASE_MISSING',
      path: file.path,
      message: 'The base text is needed to go back to it.',
    });
  }
  const reversed = {
    path: file.new_path ?? file.path,
    change: REVERSE[file.change],
    new_path: file.change === 'rename' ? file.path : null,
    base: file.change === 'delete' ? null : applyEdits(base, file.edits),
    edits: inverse(base, file.edits),
    finding_id: file.hunks[0]?.finding_ids[0] ?? null,
  };
  // Bytes are told by the path that the reader knows, which is the old one.
  return makePatchFile(reversed, (_path, text) => encode(file.path, text));
}

const REVERSE = { modify: 'modify', rename: 'rename', create: 'delete', delete: 'create' } as const;

function inverse(base: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map((edit) => {
    const start = edit.start + shift;
    shift += edit.replacement.length - (edit.end - edit.start);
    return {
      start,
      end: start + edit.replacement.length,
      replacement: base.slice(edit.start, edit.end),
      finding_id: edit.finding_id,
    };
  });
}
