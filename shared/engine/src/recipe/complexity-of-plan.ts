import type { Patch, PatchFile } from '@iama/contracts/patch/patch';
import type { Complexity } from '@iama/contracts/recipe';
import { applyEdits } from '../patch/apply-edits.ts';
import { complexityOf } from '../syntax/complexity-of.ts';
import type { SourceTree } from './recipe.ts';

/** Of the changed files, as they are and as the patch leaves them. One that cannot be read on either side is in neither figure. */
export function complexityOfPlan(tree: SourceTree, { files }: Pick<Patch, 'files'>): Complexity {
  let [before, after, unread] = [0, 0, 0];
  for (const file of files) {
    const base = tree.files.get(file.path);
    const was = base === undefined ? 0 : complexityOf(file.path, base);
    const is = file.change === 'delete' ? 0 : complexityOf(file.new_path ?? file.path, textAfter(file, base ?? ''));
    if (was === null || is === null) unread += 1;
    else [before, after] = [before + was, after + is];
  }
  return { before, after, unread };
}

function textAfter({ edits }: PatchFile, base: string): string {
  return applyEdits(base, edits);
}
