import type { Patch } from '@iama/contracts/patch/patch';
import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import type { Reach } from '../core/review/complexity.ts';
import { decideLines } from '../core/review/decide-lines.ts';
import type { HunkLines } from '../core/review/decide-lines.ts';
import { decideHunks, markReviewed } from '../core/review/review-state.ts';
import type { Decision, ReviewState } from '../core/review/review-state.ts';
import { selectionKey } from '../core/review/selection-key.ts';
import { NO_REVIEW, restoreReview, storeReview } from '../core/review/stored-review.ts';
import type { KeptComment, KeptReview } from '../core/review/stored-review.ts';
import type { KeptValues } from '../platform/kept-values.ts';

/** A delivered patch that is looked at. */
export interface ReviewedPatch {
  readonly job_id: string;
  readonly root: string;
  readonly patch_artifact_id: string;
  readonly patch: Patch;
  /** How far the chosen plan reaches; null when that is not known. */
  readonly reach: Reach | null;
}

export interface ReviewedJob extends ReviewedPatch, KeptReview {}

/** The job whose diff is being looked at, with what was decided so far. What is shown is kept: a reload loses nothing. */
export class Review implements Disposable {
  readonly #kept: KeptValues;
  readonly #changed = new EventEmitter<Decision | null>();
  #current: ReviewedJob | null = null;
  readonly onDidChange = this.#changed.event;

  constructor(kept: KeptValues) {
    this.#kept = kept;
  }

  get current(): ReviewedJob | null {
    return this.#current;
  }

  /** Decisions of another patch of the same job are not taken over: its hunks are others. */
  async open(job: ReviewedPatch): Promise<void> {
    const stored = await this.#kept.read(keyOf(job.job_id));
    this.#current = { ...job, ...(restoreReview(job.patch_artifact_id, stored) ?? NO_REVIEW) };
    this.#changed.fire(null);
  }

  close(): void {
    this.#current = null;
    this.#changed.fire(null);
  }

  async decide(ids: readonly string[], accept: boolean): Promise<void> {
    if (this.#current) await this.#take(decideHunks(this.#current.patch, this.#current.state, ids, accept));
  }

  async decideLines(selected: HunkLines, how: 'only' | 'reject'): Promise<void> {
    if (this.#current) await this.#take(decideLines(this.#current.patch, this.#current.state, selected, how));
  }

  async mark(path: string, reviewed: boolean): Promise<void> {
    if (this.#current) await this.#keep({ state: markReviewed(this.#current.state, path, reviewed) }, null);
  }

  async comment(change: (comments: readonly KeptComment[]) => readonly KeptComment[]): Promise<void> {
    if (this.#current) await this.#keep({ comments: change(this.#current.comments) }, null);
  }

  /** The selection of `state` passed the tests. It may have been changed while they ran, and another job opened. */
  async verify(job_id: string, state: ReviewState, passed: number): Promise<void> {
    if (this.#current?.job_id !== job_id) return;
    await this.#keep({ verified: { key: selectionKey(state), passed } }, null);
  }

  /** Forget the decisions of a job that was applied or is gone, so that memory does not grow. */
  async forget(job_id: string): Promise<void> {
    await this.#kept.write(keyOf(job_id), undefined);
  }

  #take(decision: Decision): Promise<void> {
    return this.#keep({ state: decision.state }, decision);
  }

  async #keep(change: Partial<KeptReview>, decision: Decision | null): Promise<void> {
    if (!this.#current) return;
    const next = { ...this.#current, ...change };
    this.#current = next;
    await this.#kept.write(keyOf(next.job_id), storeReview(next.patch_artifact_id, next));
    this.#changed.fire(decision);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(job_id: string): string {
  return `review ${job_id}`;
}
