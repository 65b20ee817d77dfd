import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';

/** Tests that a fault is shown to. `steady` are the ids of those that passed every time on the unchanged code. */
export interface Net {
  readonly name: 'existing' | 'generated' | 'model';
  readonly discovered: DiscoveredSuite;
  /** Only these files; null for all of the suite. */
  readonly files: readonly string[] | null;
  readonly steady: ReadonlySet<string>;
  /** How long the unchanged code takes, in ms. */
  readonly usual_ms: number;
}
