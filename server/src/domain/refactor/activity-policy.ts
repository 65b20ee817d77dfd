import type { TaskKind } from '@iama/contracts/task/kind';
import type { LockSettings } from '@iama/contracts/test-run/lock';

/** Work that a server worker does for a refactor job. */
export type ActivityName =
  | 'build_proposals'
  | 'build_analysis_report'
  | 'draft_tests'
  | 'draft_patch'
  | 'build_evidence';

/** A piece of work, wherever it is done. */
export type WorkName = ActivityName | Exclude<TaskKind, 'model_call' | 'verify_subset'>;

export interface WorkPolicy {
  /** Milliseconds from the request to its outcome, waiting and every new offer included. */
  readonly timeout_ms: number;
  /** How often the job goes back to this step after a failure that may pass by itself. */
  readonly retries: number;
  /** Milliseconds before the first retry; each further one waits `backoff_factor` times longer. */
  readonly backoff_ms: number;
  readonly backoff_factor: number;
}

const MINUTE_MS = 60_000;

/**
 * Time-outs and retries of every piece of work, for whatever hosts the statechart. The figures are the product's:
 * analysis 5 min × 3, proposal 3 min × 2, patch 30 min × 2, tests 15 min × 1, delivery 5 min × 3.
 */
export const ACTIVITY_POLICY: Readonly<Record<WorkName, WorkPolicy>> = {
  collect_context: { timeout_ms: 5 * MINUTE_MS, retries: 3, backoff_ms: 2000, backoff_factor: 2 },
  build_proposals: { timeout_ms: 3 * MINUTE_MS, retries: 2, backoff_ms: 2000, backoff_factor: 1 },
  build_analysis_report: { timeout_ms: 3 * MINUTE_MS, retries: 2, backoff_ms: 2000, backoff_factor: 1 },
  characterize: { timeout_ms: 5 * MINUTE_MS, retries: 3, backoff_ms: 2000, backoff_factor: 2 },
  draft_tests: { timeout_ms: 15 * MINUTE_MS, retries: 2, backoff_ms: 2000, backoff_factor: 2 },
  draft_patch: { timeout_ms: 30 * MINUTE_MS, retries: 2, backoff_ms: 2000, backoff_factor: 2 },
  run_recipe: { timeout_ms: 30 * MINUTE_MS, retries: 2, backoff_ms: 2000, backoff_factor: 2 },
  run_tests: { timeout_ms: 15 * MINUTE_MS, retries: 1, backoff_ms: 2000, backoff_factor: 1 },
  build_evidence: { timeout_ms: 5 * MINUTE_MS, retries: 3, backoff_ms: 2000, backoff_factor: 1 },
};

/** Copying the workspace and starting the tools, on top of what the suites themselves may take. */
const RUN_OVERHEAD_MS = 5 * MINUTE_MS;
/** Written tests are run beside each other after their time is up, at most so often. */
const WRITTEN_ROUNDS = 3;

/**
 * How long a test run may take: the table's figure, or more where the person allowed the suites more. `lock` adds what it takes
 * to run them several times, and to run as many tests again that were written; those of a model as often as the existing ones.
 */
export function testRunTimeoutMs(suites: number, test_timeout_ms: number, lock?: LockSettings): number {
  const rounds = lock ? lock.runs * (lock.tests_by === 'model' ? 2 : 1) + WRITTEN_ROUNDS : 1;
  const needed = suites * rounds * test_timeout_ms + (lock?.budget_ms ?? 0) + RUN_OVERHEAD_MS;
  return Math.max(ACTIVITY_POLICY.run_tests.timeout_ms, needed);
}

/** Milliseconds before retry number `retry` (1 for the first) of a piece of work. */
export function backoffMs(work: WorkName, retry: number): number {
  const policy = ACTIVITY_POLICY[work];
  return policy.backoff_ms * policy.backoff_factor ** (retry - 1);
}
