import type { AppDeps } from '../app/deps.ts';
import { sweepOverdueTimers } from '../app/jobs/sweep-overdue-timers.ts';
import { sweepMissingClients } from '../app/presence/sweep-missing-clients.ts';
import { sweepExpiredLeases } from '../app/tasks/sweep-expired-leases.ts';

const SWEEPS = { sweepExpiredLeases, sweepMissingClients, sweepOverdueTimers } as const;

/** Looks round every `every_ms`, one round at a time; a round that fails is logged, and the next one comes. */
export function startSweeps(deps: AppDeps, every_ms: number): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();

  const again = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round(deps).then(again);
    }, every_ms);
  };
  again();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function round(deps: AppDeps): Promise<void> {
  for (const [name, sweep] of Object.entries(SWEEPS)) {
    try {
      const count = await sweep(deps);
      if (count > 0) deps.log.info({ sweep: name, count }, 'A sweep found something');
    } catch (error) {
      deps.log.error({ sweep: name, error: String(error) }, 'A sweep failed');
    }
  }
}
