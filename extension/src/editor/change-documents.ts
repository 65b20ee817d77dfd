import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventEmitter, Uri } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { changeTexts } from '../core/review/change-texts.ts';
import type { Review } from './review.ts';

export const CHANGE_SCHEME = 'iama-change';

/** The document that shows one side of a change of the reviewed job. */
export function changeUri(job_id: string, path: string, side: 'before' | 'after'): Uri {
  return Uri.from({ scheme: CHANGE_SCHEME, path: `/${path}`, query: JSON.stringify({ job_id, side }) });
}

export function changeOf(uri: Uri): { job_id: string; side: 'before' | 'after'; path: string } {
  const { job_id, side } = JSON.parse(uri.query) as { job_id: string; side: 'before' | 'after' };
  return { job_id, side, path: uri.path.slice(1) };
}

/** Read-only documents of both sides of each change. Files are read as they are on disk; nothing is written. */
export class ChangeDocuments implements TextDocumentContentProvider, Disposable {
  readonly #review: Review;
  readonly #changed = new EventEmitter<Uri>();
  readonly #listening: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(review: Review) {
    this.#review = review;
    this.#listening = review.onDidChange(() => {
      const { current } = review;
      for (const file of current?.patch.files ?? []) {
        if (current) this.#changed.fire(changeUri(current.job_id, file.path, 'after'));
      }
    });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { current } = this.#review;
    const { job_id, side, path } = changeOf(uri);
    const file = current?.job_id === job_id ? current.patch.files.find((each) => each.path === path) : undefined;
    if (!current || !file) return '';
    const base = file.change === 'create' ? '' : await readFile(join(current.root, path), 'utf8').catch(() => '');
    return changeTexts(file, base.replace(/^\u{feff}/u, ''), current.state)[side];
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
