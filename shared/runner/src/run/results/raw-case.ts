/** One test's result as a framework told it, before ids and trimming. `file` is absolute or relative to the suite's folder. */
export interface RawCase {
  /** Names of the enclosing suites, then the test's own. */
  readonly path: readonly string[];
  readonly file: string | null;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly duration_ms: number | null;
  readonly error: { readonly name: string | null; readonly message: string; readonly stack: string } | null;
}

/** What could be read about a suite. `complete` is false when a runner began and did not say that it ended. */
export interface RawResults {
  readonly began: boolean;
  readonly complete: boolean;
  readonly cases: readonly RawCase[];
}

export const NO_RESULTS: RawResults = { began: false, complete: false, cases: [] };
