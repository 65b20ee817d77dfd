import type { Patch } from '@iama/contracts/patch/patch';
import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import { FRESH_REVIEW, decideHunks, markReviewed } from '../core/review/review-state.ts';
import type { Decision, ReviewState } from '../core/review/review-state.ts';
import { restoreReview, storeReview } from '../core/review/stored-review.ts';
import type { KeptValues } from '../platform/kept-values.ts';

export interface ReviewedJob {
  readonly job_id: string;
  readonly root: string;
  readonly patch: Patch;
  readonly state: ReviewState;
}

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

  async open(job: Omit<ReviewedJob, 'state'>): Promise<void> {
    const state = restoreReview(await this.#kept.read(keyOf(job.job_id))) ?? FRESH_REVIEW;
    this.#current = { ...job, state };
    this.#changed.fire(null);
  }

  close(): void {
    this.#current = null;
    this.#changed.fire(null);
  }

  async decide(ids: readonly string[], accept: boolean): Promise<void> {
    if (!this.#current) return;
    const decision = decideHunks(this.#current.patch, this.#current.state, ids, accept);
    await this.#keep(decision.state, decision);
  }

  async mark(path: string, reviewed: boolean): Promise<void> {
    if (this.#current) await this.#keep(markReviewed(this.#current.state, path, reviewed), null);
  }

  /** Forget the decisions of a job that was applied or is gone, so that memory does not grow. */
  async forget(job_id: string): Promise<void> {
    await this.#kept.write(keyOf(job_id), undefined);
  }

  async #keep(state: ReviewState, decision: Decision | null): Promise<void> {
    if (!this.#current) return;
    this.#current = { ...this.#current, state };
    await this.#kept.write(keyOf(this.#current.job_id), storeReview(state));
    this.#changed.fire(decision);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(job_id: string): string {
  return `review ${job_id}`;
}
