import type { Finding } from '@iama/contracts/recipe';
import type { Patch, TextEdit } from '@iama/contracts/patch/patch';
import type { SourceTree } from '../recipe/recipe.ts';
import { assemblePatch } from './assemble-patch.ts';
import type { FileChange } from './file-change.ts';
import { linkHunks } from './link-hunks.ts';
import { makePatchFile } from './make-patch-file.ts';
import type { FileDraft } from './make-patch-file.ts';
import { PatchFault } from './patch-refusal.ts';
import { encodeUtf8 } from './text-hash.ts';
import type { EncodeText } from './text-hash.ts';

/**
 * Turn what a recipe wants into a patch: hashes over real bytes, hunks, and what depends on what (from the groups of
 * `findings`). Changes whose edits come to nothing are left out.
 * Throws PatchFault when changes contradict each other or the tree: that is a recipe's mistake, not a person's.
 */
export function buildPatch(
  tree: SourceTree,
  changes: readonly FileChange[],
  findings: readonly Finding[],
  encode: EncodeText = encodeUtf8,
): Patch {
  const taken = new Set<string>();
  const files = [];
  for (const change of changes) {
    for (const path of change.change === 'rename' ? [change.path, change.new_path] : [change.path]) {
      if (taken.has(path)) throw fault('MALFORMED', path, 'Two changes name this path.');
      taken.add(path);
    }
    const file = makePatchFile(draftOf(tree, change), encode);
    if (file) files.push(file);
  }
  const gone = new Set(files.flatMap((file) => (file.change === 'delete' ? [file.path] : [])));
  for (const file of files) {
    const target = file.change === 'create' ? file.path : file.new_path;
    if (target !== null && tree.paths.has(target) && !gone.has(target)) {
      throw fault('PATH_EXISTS', target, 'A file stands where the change wants to put one.');
    }
  }
  return assemblePatch(linkHunks(files, findings));
}

function draftOf(tree: SourceTree, change: FileChange): FileDraft {
  const { path } = change;
  const finding_id = change.change === 'modify' ? null : change.finding_id;
  const none = { path, change: change.change, new_path: null, finding_id };
  if (change.change === 'create') {
    return { ...none, base: null, edits: [wholeText('', change.text, change.finding_id)] };
  }
  const base = tree.files.get(path);
  if (base === undefined) throw fault('BASE_MISSING', path, 'The tree holds no text for this path.');
  if (change.change === 'delete') return { ...none, base, edits: [wholeText(base, '', change.finding_id)] };
  const new_path = change.change === 'rename' ? change.new_path : null;
  return { ...none, new_path, base, edits: change.edits };
}

function wholeText(base: string, replacement: string, finding_id: string): TextEdit {
  return { start: 0, end: base.length, replacement, finding_id };
}

function fault(code: 'MALFORMED' | 'PATH_EXISTS' | 'BASE_MISSING', path: string, message: string): PatchFault {
  return new PatchFault({ code, path, message });
}
