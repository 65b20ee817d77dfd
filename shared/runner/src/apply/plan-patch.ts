import type { Patch, PatchFile } from '@iama/contracts/patch/patch';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import { RunnerError } from '../errors/runner-error.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { encodeText } from '../workspace/encode-text.ts';
import { sha256 } from '../workspace/sha256.ts';
import { checkNewName, checkPath } from './check-path.ts';
import { readImage } from './read-image.ts';
import type { ReadImage } from './read-image.ts';
import type { PlannedFile } from './transaction-plan.ts';

/** New files are plain: nothing a recipe creates has to be executable. */
const NEW_FILE_MODE = 0o644;

export interface PatchedFile extends PlannedFile {
  readonly before_bytes: Uint8Array | null;
  readonly after_bytes: Uint8Array | null;
}

/**
 * What a patch would make of the files under `root`, with every hash checked; nothing is written.
 * Throws PATH_REFUSED, WORKSPACE_CHANGED (with all files that differ from what the patch was made from) and
 * PATCH_DOES_NOT_APPLY.
 */
export async function planPatch(root: string, patch: Patch): Promise<readonly PatchedFile[]> {
  const planned = new Map<string, PatchedFile>();
  const changed: string[] = [];
  const freed = new Set(patch.files.flatMap((file) => (file.change === 'delete' ? [file.path] : [])));
  for (const file of patch.files) {
    await checkPath(root, file.path);
    const before = await readImage(root, file.path);
    if ((before?.sha256 ?? null) !== file.base_sha256) changed.push(file.path);
    const target = file.change === 'rename' ? file.new_path : null;
    if (file.change === 'create') await checkNewName(root, file.path);
    if (target !== null) {
      await checkPath(root, target);
      await checkNewName(root, target);
      if (!freed.has(target) && (await readImage(root, target)) !== null) changed.push(target);
    }
    if (changed.length > 0) continue;
    for (const each of imagesOf(file, before)) {
      planned.set(each.path, merged(planned.get(each.path), each));
    }
  }
  if (changed.length > 0) throw workspaceChanged(changed);
  return [...planned.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** One file may be deleted and another one moved to its place. Anything else names a path twice by mistake. */
function merged(known: PatchedFile | undefined, added: PatchedFile): PatchedFile {
  if (known === undefined) return added;
  const [from, to] = known.after === null ? [known, added] : [added, known];
  if (from.after !== null || to.before !== null) throw inconsistent(added.path, 'the patch names it twice');
  return { ...to, before: from.before, before_bytes: from.before_bytes };
}

function imagesOf(file: PatchFile, before: ReadImage | null): readonly PatchedFile[] {
  const gone = { path: file.path, before, after: null, before_bytes: before?.bytes ?? null, after_bytes: null };
  if (file.change === 'delete') return [gone];
  const bytes = resultOf(file, before);
  const after = { sha256: sha256(bytes), mode: before?.mode ?? NEW_FILE_MODE };
  if (after.sha256 !== file.result_sha256) throw inconsistent(file.path, 'its edits do not give the promised result');
  if (file.change !== 'rename') return [{ ...gone, after, after_bytes: bytes }];
  if (file.new_path === null) throw inconsistent(file.path, 'it is renamed without a new name');
  return [gone, { path: file.new_path, before: null, after, before_bytes: null, after_bytes: bytes }];
}

function resultOf(file: PatchFile, before: ReadImage | null): Uint8Array {
  if (before === null) return encodeText(applyEdits('', file.edits), false);
  if (file.edits.length === 0) return before.bytes;
  const decoded = decodeText(before.bytes);
  if (!decoded.ok) throw inconsistent(file.path, decoded.reason);
  return encodeText(applyEdits(decoded.text, file.edits), decoded.bom);
}

function inconsistent(path: string, reason: string): RunnerError {
  return new RunnerError(
    'PATCH_DOES_NOT_APPLY',
    `The patch does not apply to ${path}: ${reason}.`,
    'Nothing was changed. Start the job again.',
    [path],
  );
}

function workspaceChanged(paths: readonly string[]): RunnerError {
  const shown = paths.slice(0, 5).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '');
  return new RunnerError(
    'WORKSPACE_CHANGED',
    `Changed since the patch was made: ${shown}.`,
    'Nothing was written. Put these files back as they were, or start the job again on the files as they are now.',
    paths,
  );
}
