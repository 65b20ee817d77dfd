import type { TaskExecutor } from '@iama/client/job/do-task';
import { goodMachine } from '../../acceptance/sample-job.ts';
import { collectedForGoal, placeForGoal } from '../../support/goal-context.ts';
import { testRun } from '../../support/samples.ts';

/** A machine on which a goal is worked for; now and then a test fails with the change. */
export function goalMachine(random: () => number): TaskExecutor {
  return async (leased, context) => {
    const { payload } = leased;
    if (payload.kind === 'collect_context') return collectedForGoal();
    if (payload.kind === 'characterize' && payload.for_model) return placeForGoal();
    if (payload.kind === 'run_tests' && payload.phase === 'verification' && random() < 0.2) {
      const run = testRun('verification', { adds: 'passed', multiplies: 'failed' });
      return { status: 'completed', result: { kind: 'run_tests', run } };
    }
    return await goodMachine(leased, context);
  };
}
