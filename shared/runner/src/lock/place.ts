import type { TestStyle } from '@iama/engine/lock/write/test-style';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';

/** Where a generated test file stands, how it is written, and the suite it belongs to. */
export interface TestPlace {
  readonly path: string;
  readonly style: TestStyle;
  /** With the line that runs the whole suite; narrowed for single files by `onlyFiles`. */
  readonly discovered: DiscoveredSuite;
  /** True when the repository has no framework we write for: the file then needs nothing but Node, or Python. */
  readonly is_own_suite: boolean;
}
