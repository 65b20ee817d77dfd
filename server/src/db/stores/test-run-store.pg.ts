import type { TestRunStore } from '../../app/ports/test-run-store.ts';
import type { Executor } from '../executor.ts';
import { testRuns } from '../schema/test-runs.ts';

export function testRunStore(tx: Executor): TestRunStore {
  return {
    async insert(run) {
      await tx.insert(testRuns).values(run).onConflictDoNothing();
    },
  };
}
