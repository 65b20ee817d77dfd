/** What the harness tells `run`, as JSON in the environment variable PLAN_VARIABLE. */
export interface Plan {
  /** Built test files, absolute. */
  readonly files: readonly string[];
  /** URL of the mocha to run them with: the built suite stands where no import would find it. */
  readonly mocha: string;
  /** Where to write a `Results`, absolute. */
  readonly results: string;
  readonly extension_id: string;
}

export const PLAN_VARIABLE = 'IAMA_IN_HOST_PLAN';

export interface Results {
  readonly tests: readonly {
    readonly title: string;
    readonly state: 'passed' | 'failed' | 'skipped';
    /** The stack; null unless it failed. */
    readonly error: string | null;
  }[];
}

export function readPlan(): Plan {
  const text = process.env[PLAN_VARIABLE];
  if (text === undefined) throw new Error(`${PLAN_VARIABLE} is not set: this runs inside the harness only.`);
  return JSON.parse(text) as Plan;
}
