import { applyEdits } from '../../patch/apply-edits.ts';
import type { FileChange } from '../../patch/file-change.ts';
import type { SourceTree } from '../recipe.ts';

/** What the changed files hold afterwards, by path; null for one that is gone. A renamed file is under both names. */
export function changedTexts(tree: SourceTree, changes: readonly FileChange[]): Map<string, string | null> {
  const texts = new Map<string, string | null>();
  for (const change of changes) {
    if (change.change === 'create') texts.set(change.path, change.text);
    else if (change.change === 'delete') texts.set(change.path, null);
    else {
      const text = applyEdits(tree.files.get(change.path) ?? '', change.edits);
      if (change.change === 'rename') texts.set(change.path, null);
      texts.set(change.change === 'rename' ? change.new_path : change.path, text);
    }
  }
  return texts;
}
