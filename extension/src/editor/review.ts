import type { Patch } from '@iama/contracts/patch/patch';
import { EventEmitter } from 'vscode';
import type { Disposable, Memento } from 'vscode';
import { FRESH_REVIEW, decideHunks, markReviewed } from '../core/review/review-state.ts';
import type { Decision, ReviewState } from '../core/review/review-state.ts';
import { restoreReview, storeReview } from '../core/review/stored-review.ts';

export interface ReviewedJob {
  readonly job_id: string;
  readonly root: string;
  readonly patch: Patch;
  readonly state: ReviewState;
}

/** The job whose diff is being looked at, with what was decided so far. Decisions survive a reload. */
export class Review implements Disposable {
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<Decision | null>();
  #current: ReviewedJob | null = null;
  readonly onDidChange = this.#changed.event;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  get current(): ReviewedJob | null {
    return this.#current;
  }

  open(job: Omit<ReviewedJob, 'state'>): void {
    const state = restoreReview(this.#memory.get(keyOf(job.job_id))) ?? FRESH_REVIEW;
    this.#current = { ...job, state };
    this.#changed.fire(null);
  }

  close(): void {
    this.#current = null;
    this.#changed.fire(null);
  }

  decide(ids: readonly string[], accept: boolean): void {
    if (!this.#current) return;
    const decision = decideHunks(this.#current.patch, this.#current.state, ids, accept);
    this.#keep(decision.state, decision);
  }

  mark(path: string, reviewed: boolean): void {
    if (this.#current) this.#keep(markReviewed(this.#current.state, path, reviewed), null);
  }

  /** Forget the decisions of a job that was applied or is gone, so that memory does not grow. */
  async forget(job_id: string): Promise<void> {
    await this.#memory.update(keyOf(job_id), undefined);
  }

  #keep(state: ReviewState, decision: Decision | null): void {
    if (!this.#current) return;
    this.#current = { ...this.#current, state };
    void this.#memory.update(keyOf(this.#current.job_id), storeReview(state));
    this.#changed.fire(decision);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(job_id: string): string {
  return `review ${job_id}`;
}
