import { l10n, window } from 'vscode';
import { stepChange } from '../../core/review/step-change.ts';
import { changeCursor, hunkAtCursor } from '../../editor/change-place.ts';
import { openChange } from '../../editor/open-change.ts';
import type { Review } from '../../editor/review.ts';
import type { ChangeNode } from '../changes-tree.ts';

/** To the next or the previous change of the review, over all its files. */
export async function stepToChange({ current }: Review, by: 1 | -1): Promise<void> {
  const to = current && stepChange(current.patch, current.state, changeCursor(current), by);
  if (!current || !to) {
    void window.showInformationMessage(l10n.t('Choose a job to review first.'));
    return;
  }
  await openChange(current, to.path, { line: to.line });
}

/** The hunks that a command is meant for: a CodeLens gives the id, the Changes view its row, a key the cursor's place. */
export function decideTarget({ current }: Review, given: unknown): string[] {
  if (typeof given === 'string') return [given];
  const node = given as Partial<ChangeNode> | undefined;
  if (node?.kind === 'hunk' && node.hunk) return [node.hunk.id];
  const cursor = current && changeCursor(current);
  const id = current && cursor && hunkAtCursor(current, cursor);
  return id ? [id] : [];
}
