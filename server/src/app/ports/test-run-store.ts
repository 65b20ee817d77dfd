import type { TestPhase } from '@iama/contracts/test-run/test-run';

/** A run's figures. `artifact_id` has it case by case; `attempt` is 0 before the first. */
export interface TestRunRow {
  readonly artifact_id: string;
  readonly job_id: string;
  readonly org_id: string;
  readonly phase: TestPhase;
  readonly attempt: number;
  readonly suites: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly duration_ms: number;
  readonly tool_versions: Record<string, string>;
  readonly created_at: Date;
}

export interface TestRunStore {
  /** Written once; a second row of the same artifact is none. */
  insert(run: TestRunRow): Promise<void>;
}
