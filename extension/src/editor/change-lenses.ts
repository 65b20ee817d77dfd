import { CodeLens, EventEmitter, Range, l10n } from 'vscode';
import type { CodeLensProvider, Disposable, TextDocument } from 'vscode';
import { partOf } from '../core/review/decide-lines.ts';
import { hunkLines } from '../core/review/hunk-lines.ts';
import type { Review } from './review.ts';
import { changeOf } from './change-documents.ts';

/** Accept, Reject and Comment above each hunk of a change. */
export class ChangeLenses implements CodeLensProvider, Disposable {
  readonly #review: Review;
  readonly #changed = new EventEmitter<void>();
  readonly #listening: Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(review: Review) {
    this.#review = review;
    this.#listening = review.onDidChange(() => this.#changed.fire());
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const { job_id, side, path } = changeOf(document.uri);
    const { current } = this.#review;
    const file = current?.job_id === job_id ? current.patch.files.find((each) => each.path === path) : undefined;
    if (!current || !file || side !== 'after') return [];
    return hunkLines(file, current.state).flatMap(({ hunk, accepted, line }) => {
      const range = new Range(line, 0, line, 0);
      const part = partOf(current.state, hunk);
      const state = part
        ? l10n.t('$(pass) {0} of {1} lines accepted', part.accepted, part.of)
        : accepted
          ? l10n.t('$(pass) Accepted')
          : l10n.t('$(circle-slash) Rejected');
      const accept = { title: l10n.t('Accept'), command: 'iama.acceptHunk', arguments: [hunk.id] };
      const reject = { title: l10n.t('Reject'), command: 'iama.rejectHunk', arguments: [hunk.id] };
      const comment = { title: l10n.t('Comment'), command: 'iama.commentHunk', arguments: [hunk.id] };
      return [
        new CodeLens(range, { title: state, command: '', ...(hunk.because === null ? {} : { tooltip: hunk.because }) }),
        ...(!accepted || part ? [new CodeLens(range, accept)] : []),
        ...(accepted ? [new CodeLens(range, reject)] : []),
        new CodeLens(range, comment),
      ];
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
