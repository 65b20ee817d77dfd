import type { CallPlan, Observation } from './observation.ts';

/** A call, and what it does: what a test is written of. */
export interface PinnedCall {
  readonly plan: CallPlan;
  readonly observation: Observation;
}

export interface WrittenTests {
  readonly text: string;
  /** Full titles in the file's order, each with the call it pins. */
  readonly titles: ReadonlyMap<string, string>;
}
