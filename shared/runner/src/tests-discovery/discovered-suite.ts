import type { TestSuite } from '@iama/contracts/test-run/suite';

/**
 * A suite with the way to run it. `line` is for the shell, in the suite's folder, with the folder's `node_modules/.bin` on
 * PATH; it comes from the repository itself and never from the wire.
 */
export interface DiscoveredSuite {
  readonly suite: TestSuite;
  readonly line: string;
}
