import type { ApplyRecord, RevertRecord } from '@iama/contracts/job/delivery';
import type { AttemptVerdict, Evidence, Progress } from '@iama/contracts/job/evidence';
import type { KeptReceipt } from '@iama/contracts/job/history';
import type { ProposalSet } from '@iama/contracts/job/proposal';
import type { Exclusion, Review } from '@iama/contracts/job/review';
import type { Spec } from '@iama/contracts/job/spec';
import type { SpecDifference } from '@iama/contracts/job/spec-revision';
import type { JobCommand, JobFailure, JobState } from '@iama/contracts/job/state';
import type { Draft } from '@iama/contracts/model/draft';
import type { Patch } from '@iama/contracts/patch/patch';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { TestRun } from '@iama/contracts/test-run/test-run';

/** One finished attempt. What is null is not in the bundle, or was not made: an unusable draft has no patch and no run. */
export interface ReplayAttempt {
  readonly attempt: number;
  /** The class of the model that wrote it; `builtin` for a recipe. */
  readonly tier: string;
  readonly verdict: AttemptVerdict;
  readonly draft: Draft | null;
  readonly patch: Patch | null;
  readonly run: TestRun | null;
  readonly failed_tests: readonly string[];
  readonly fingerprint: string | null;
  readonly progress: Progress | null;
  readonly excluded: readonly Exclusion[];
  readonly breaches: readonly Breach[];
  readonly problems: readonly string[];
  readonly receipts: readonly KeptReceipt[];
}

/** Where a job ended, or came to rest because something had failed. */
export interface ReplayEnd {
  readonly state: JobState;
  readonly failure: JobFailure | null;
  /** Of the newest attempt. */
  readonly failed_tests: readonly string[];
  /** What could still be done when the bundle was written; empty at an end that was not the last one. */
  readonly actions: readonly JobCommand[];
}

/** What happened at one step, by its kind. */
export type ReplayFact =
  | { readonly kind: 'begun' }
  /** `chosen` is null when no plan was. */
  | { readonly kind: 'plans'; readonly proposals: ProposalSet | null; readonly chosen: PlanLevel | null }
  /** `difference` is null for the first revision. */
  | { readonly kind: 'specification'; readonly spec: Spec | null; readonly difference: SpecDifference | null }
  | { readonly kind: 'baseline'; readonly run: TestRun | null }
  | ({ readonly kind: 'attempt' } & ReplayAttempt)
  /** What the person told the job. */
  | { readonly kind: 'decision'; readonly command: JobCommand; readonly to: JobState }
  | { readonly kind: 'review'; readonly review: Review | null }
  | { readonly kind: 'delivered'; readonly evidence: Evidence | null }
  | { readonly kind: 'applied'; readonly record: ApplyRecord }
  | { readonly kind: 'reverted'; readonly record: RevertRecord }
  | ({ readonly kind: 'ended' } & ReplayEnd);

/** `number` counts from 1; `at` is ISO 8601, UTC. */
export type ReplayStep = ReplayFact & { readonly number: number; readonly at: string };
