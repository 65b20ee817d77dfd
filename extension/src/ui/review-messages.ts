import { l10n, window } from 'vscode';
import type { Disposable, TreeView } from 'vscode';
import { judgeComplexity } from '../core/review/complexity.ts';
import { decisionWords } from '../core/review/decision-words.ts';
import { isWhole } from '../core/review/review-state.ts';
import { selectionKey } from '../core/review/selection-key.ts';
import type { Review, ReviewedJob } from '../editor/review.ts';
import type { ChangeNode } from './changes-tree.ts';

/** Above the changes: what is known of this selection. What moves along with a decision is said when it happens. */
export function reviewMessages(review: Review, view: TreeView<ChangeNode>): Disposable {
  return review.onDidChange((decision) => {
    view.message = review.current ? messageOf(review.current) : '';
    const moved = decision && decisionWords(decision, l10n.t);
    if (moved !== null) void window.showInformationMessage(moved);
  });
}

function messageOf({ patch, state, reach, verified }: ReviewedJob): string {
  const { reasons, large } = judgeComplexity(patch, state, reach, l10n.t);
  const tested = isWhole(state)
    ? null
    : verified?.key === selectionKey(state)
      ? l10n.t('This selection was tested. Tests that passed: {0}', verified.passed)
      : l10n.t('This selection is not tested on its own yet.');
  return [tested, large ? l10n.t('This is a large change.') : null, ...reasons].filter(Boolean).join('\n');
}
