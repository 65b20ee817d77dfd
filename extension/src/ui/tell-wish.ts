import { l10n, window } from 'vscode';
import type { WishNotice } from '../platform/spec-wishes.ts';

/** Says what became of a specification that a forked job was to have, where it is not what the person wished. */
export function tellWish(notice: WishNotice): void {
  void window.showWarningMessage(sentenceOf(notice));
}

function sentenceOf(notice: WishNotice): string {
  switch (notice.kind) {
    case 'files_left':
      return l10n.t('The new plan does not change {0}, which the specification allowed.', notice.paths.join(', '));
    case 'refused':
      return l10n.t(
        'The specification that you forked with was refused: {0} The one of the plan stands.',
        notice.reason,
      );
    case 'too_late':
      return l10n.t(
        'The forked job was agreed to before its specification could be set. It runs with the one of its plan.',
      );
  }
}
