import type { AppDeps } from '../app/deps.ts';
import { fireTimer } from '../app/jobs/fire-timer.ts';
import { giveUpActivity } from '../app/jobs/give-up-activity.ts';
import type { WorkSource } from '../app/ports/work-source.ts';
import { runActivity } from './run-activity.ts';
import { startSweeps } from './start-sweeps.ts';

export interface WorkerOptions {
  /** Milliseconds between two rounds of looking for expired leases, missing clients and lost timers. */
  readonly sweep_ms: number;
}

export interface Worker {
  /** In phases: no new work, then what runs gets `timeout_ms`, then the rest goes back to the queue. */
  stop(timeout_ms: number): Promise<void>;
}

/** Does the server's part of jobs. Any number of workers may run on one database. */
export async function startWorker(
  deps: AppDeps,
  work: WorkSource,
  options: WorkerOptions = { sweep_ms: 1000 },
): Promise<Worker> {
  await work.start({
    activity: (request, signal) => runActivity(deps, request, signal),
    activityGaveUp: async (request) => void (await giveUpActivity(deps, request)),
    timer: async (fired) => void (await fireTimer(deps, fired)),
  });
  const sweeps = startSweeps(deps, options.sweep_ms);
  return {
    async stop(timeout_ms) {
      await sweeps.stop();
      await work.stop(timeout_ms);
    },
  };
}
