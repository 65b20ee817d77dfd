import type { AppDeps } from '../app/deps.ts';
import type { SpinePolicy } from '../app/policy.ts';
import { sweepKillSwitches } from '../app/kill-switch/end-switched-off.ts';
import { sweepArtifacts } from '../app/artifacts/sweep-artifacts.ts';
import { CONTENTS_SWEEP_MS, sweepContents } from '../app/artifacts/sweep-contents.ts';
import { sweepKept } from '../app/artifacts/sweep-kept.ts';
import { sweepUnsettledCalls } from '../app/models/sweep-unsettled-calls.ts';
import { sweepOverdueTimers } from '../app/jobs/sweep-overdue-timers.ts';
import { sweepSignIns } from '../app/sign-in/sweep-sign-ins.ts';
import { sweepMissingClients } from '../app/presence/sweep-missing-clients.ts';
import { sweepExpiredLeases } from '../app/tasks/sweep-expired-leases.ts';

interface Sweep {
  readonly run: (deps: AppDeps) => Promise<number>;
  /**
   * Milliseconds from the start before it looks at all. While the server was away nobody could be heard: so whoever is
   * to be judged by their silence gets the time anew, and work that goes on is not taken from them.
   */
  readonly patience_ms: (policy: SpinePolicy) => number;
  /** Milliseconds from one look to the next; left out: every round. */
  readonly every_ms?: number;
}

const SWEEPS: Readonly<Record<string, Sweep>> = {
  // First, because it is in a hurry.
  sweepKillSwitches: { run: sweepKillSwitches, patience_ms: () => 0 },
  sweepExpiredLeases: { run: sweepExpiredLeases, patience_ms: ({ lease_ms }) => lease_ms },
  sweepMissingClients: { run: sweepMissingClients, patience_ms: ({ beat_missed_ms }) => beat_missed_ms },
  sweepArtifacts: { run: sweepArtifacts, patience_ms: () => 0 },
  sweepKept: { run: sweepKept, patience_ms: () => 0 },
  sweepContents: { run: sweepContents, patience_ms: () => 0, every_ms: CONTENTS_SWEEP_MS },
  sweepSignIns: { run: sweepSignIns, patience_ms: () => 0 },
  sweepUnsettledCalls: { run: sweepUnsettledCalls, patience_ms: () => 0 },
  sweepOverdueTimers: { run: sweepOverdueTimers, patience_ms: () => 0 },
};

/** Looks round every `every_ms`, one round at a time; a round that fails is logged, and the next one comes. */
export function startSweeps(deps: AppDeps, every_ms: number): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();
  const begun_at = deps.clock.now().getTime();
  const looked = new Map<string, number>();

  const again = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round(deps, deps.clock.now().getTime() - begun_at, looked).then(again);
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

async function round(deps: AppDeps, up_ms: number, looked: Map<string, number>): Promise<void> {
  for (const [name, sweep] of Object.entries(SWEEPS)) {
    if (up_ms < sweep.patience_ms(deps.policy)) continue;
    if (sweep.every_ms !== undefined && up_ms - (looked.get(name) ?? -Infinity) < sweep.every_ms) continue;
    looked.set(name, up_ms);
    try {
      const count = await sweep.run(deps);
      if (count > 0) deps.log.info({ sweep: name, count }, 'A sweep found something');
    } catch (error) {
      deps.log.error({ sweep: name, error: String(error) }, 'A sweep failed');
    }
  }
}
