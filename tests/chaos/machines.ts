import type { TaskExecutor } from '@iama/client/job/do-task';
import { goodMachine } from '../acceptance/sample-job.ts';
import { testRun } from '../support/samples.ts';

/** A machine that takes its time, so that kills fall into every state. */
export function slowMachine(random: () => number, execute: TaskExecutor = goodMachine): TaskExecutor {
  return async (leased, context) => {
    await new Promise((resolve) => {
      setTimeout(resolve, 20 + random() * 400);
    });
    return await execute(leased, context);
  };
}

/** The first attempt breaks a test, the second does not. */
export const healingMachine: TaskExecutor = async (leased, context) => {
  const { payload } = leased;
  const breaks = payload.kind === 'run_tests' && payload.phase === 'verification' && !healed.has(leased.task.job_id);
  if (!breaks) return await goodMachine(leased, context);
  healed.add(leased.task.job_id);
  const run = testRun('verification', { adds: 'passed', multiplies: 'failed' });
  return { status: 'completed', result: { kind: 'run_tests', run } };
};

const healed = new Set<string>();
