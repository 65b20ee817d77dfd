import { CommentMode, CommentThreadCollapsibleState, Range, comments, l10n } from 'vscode';
import type { Comment, CommentReply, CommentThread, Disposable, TextDocument } from 'vscode';
import { reviewLine, seenLine } from '../core/review/comment-place.ts';
import { hunkLines } from '../core/review/hunk-lines.ts';
import type { KeptComment } from '../core/review/stored-review.ts';
import { CHANGE_SCHEME, changeOf, changeUri } from './change-documents.ts';
import type { Review, ReviewedJob } from './review.ts';

/** A comment of the review as the editor shows it. */
interface ShownComment extends Comment {
  readonly id: string;
}

/** Comments beside the lines of a diff, kept with the review. They go along when another attempt is asked for. */
export class ReviewComments implements Disposable {
  readonly #review: Review;
  readonly #controller = comments.createCommentController('iama.review', l10n.t('IAMA review'));
  /** Threads that hold kept comments, by the place that all of them have. */
  readonly #threads = new Map<string, CommentThread>();
  readonly #listening: Disposable;

  constructor(review: Review) {
    this.#review = review;
    this.#controller.options = { prompt: l10n.t('Comment'), placeHolder: l10n.t('What should the next attempt know?') };
    this.#controller.commentingRangeProvider = {
      provideCommentingRanges: (document: TextDocument) =>
        document.uri.scheme === CHANGE_SCHEME && changeOf(document.uri).job_id === review.current?.job_id
          ? [new Range(0, 0, Math.max(0, document.lineCount - 1), 0)]
          : [],
    };
    this.#listening = review.onDidChange(() => this.#show());
  }

  /** An empty thread at a hunk, ready to be written into. */
  begin(hunk_id: string): void {
    const { current } = this.#review;
    const file = current?.patch.files.find(({ hunks }) => hunks.some(({ id }) => id === hunk_id));
    const placed = current && file && hunkLines(file, current.state).find(({ hunk }) => hunk.id === hunk_id);
    if (!current || !file || !placed) return;
    const uri = changeUri(current.job_id, file.path, 'after');
    const thread = this.#controller.createCommentThread(uri, new Range(placed.line, 0, placed.line, 0), []);
    thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
  }

  /** The person wrote into a thread. */
  async save({ thread, text }: CommentReply, id: string): Promise<void> {
    const { current } = this.#review;
    const { job_id, path, side } = changeOf(thread.uri);
    const file = current?.patch.files.find((each) => each.path === path);
    if (!current || !file || current.job_id !== job_id || text.trim() === '') return;
    const known = this.#keptIn(current, thread);
    const place = known ?? { path, side, ...reviewLine(file, current.state, side, thread.range?.end.line ?? 0) };
    const { line, hunk_id } = place;
    if (!known) thread.dispose();
    await this.#review.comment((all) => [...all, { id, path, side, line, hunk_id, body: text.trim().slice(0, 2000) }]);
  }

  async edit({ id, body }: ShownComment): Promise<void> {
    const text = (typeof body === 'string' ? body : body.value).trim().slice(0, 2000);
    if (text === '') return;
    await this.#review.comment((all) => all.map((each) => (each.id === id ? { ...each, body: text } : each)));
  }

  async remove({ id }: ShownComment): Promise<void> {
    await this.#review.comment((all) => all.filter((each) => each.id !== id));
  }

  /** Whether a comment is being written anew. */
  setEditing({ id }: ShownComment, editing: boolean): void {
    for (const thread of this.#threads.values()) {
      if (!thread.comments.some((each) => idOf(each) === id)) continue;
      const mode = editing ? CommentMode.Editing : CommentMode.Preview;
      const kept = this.#review.current?.comments.find((each) => each.id === id);
      thread.comments = thread.comments.map((each) =>
        idOf(each) === id ? { ...each, mode, body: editing ? each.body : (kept?.body ?? each.body) } : each,
      );
    }
  }

  #keptIn({ comments: all }: ReviewedJob, thread: CommentThread): KeptComment | undefined {
    return all.find(({ id }) => thread.comments.some((each) => idOf(each) === id));
  }

  /** Threads follow the review; one that the person is still writing into is not among them. */
  #show(): void {
    const { current } = this.#review;
    const wanted = new Map<string, KeptComment[]>();
    for (const comment of current?.comments ?? []) {
      const key = [current?.job_id, comment.path, comment.side, comment.line, comment.hunk_id].join('\n');
      wanted.set(key, [...(wanted.get(key) ?? []), comment]);
    }
    for (const [key, thread] of this.#threads) {
      if (wanted.has(key)) continue;
      thread.dispose();
      this.#threads.delete(key);
    }
    for (const [key, kept] of wanted) if (current) this.#showThread(current, key, kept);
  }

  #showThread({ job_id, patch, state }: ReviewedJob, key: string, kept: readonly KeptComment[]): void {
    const [first] = kept;
    const file = patch.files.find(({ path }) => path === first?.path);
    if (!first || !file) return;
    const line = seenLine(file, state, first);
    const range = new Range(line, 0, line, 0);
    const thread =
      this.#threads.get(key) ??
      this.#controller.createCommentThread(changeUri(job_id, first.path, first.side), range, []);
    this.#threads.set(key, thread);
    thread.range = range;
    thread.comments = kept.map(shown);
    thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#controller.dispose();
  }
}

function shown({ id, body }: KeptComment): ShownComment {
  return { id, body, mode: CommentMode.Preview, author: { name: l10n.t('You') }, contextValue: 'kept' };
}

function idOf(comment: Comment): string {
  return (comment as ShownComment).id;
}
