import { User } from '@iama/contracts/auth/auth';
import { jobSwitch } from '../../domain/kill-switch/find-switch.ts';
import type { KillSwitch } from '../../domain/kill-switch/kill-scope.ts';
import { isUnderWay } from '../../domain/quota/quota-move.ts';
import type { AppDeps } from '../deps.ts';
import { tryAdvance } from '../jobs/advance.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import { onAnyJob, onIdleJob } from '../jobs/on-job.ts';
import { sweepEach } from '../jobs/sweep-each.ts';
import type { Transaction } from '../ports/store.ts';
import { readKillSwitches } from './read-kill-switches.ts';

/** In one round; the next one comes a second later. */
const ROUND = 2000;
/** Jobs that are ended at the same time: a round has to be done well before five seconds are over. */
const LANES = 4;

/** Ends the jobs under way that somebody has switched off. How many. */
export async function sweepKillSwitches(deps: AppDeps): Promise<number> {
  const switches = await readKillSwitches(deps.store.read.dynamic_configs);
  if (switches.every(({ scope }) => scope.kind === 'model')) return 0;
  const found = await deps.store.read.jobs.underWay(reachOf(switches), ROUND);
  const lanes = Array.from({ length: LANES }, (_, lane) => found.filter((_job, index) => index % LANES === lane));
  const counts = await Promise.all(
    lanes.map((jobs) =>
      sweepEach(
        deps,
        jobs.map((job_id) => ({ job_id })),
        ({ job_id }) => onIdleJob(deps, job_id, (tx, job) => end(deps, tx, job, switches)),
      ),
    ),
  );
  return counts.reduce((sum, each) => sum + each, 0);
}

/** Ends this job if somebody has switched it off. Whether it has ended, now or before. */
export async function endSwitchedOff(deps: AppDeps, job_id: string): Promise<boolean> {
  const switches = await readKillSwitches(deps.store.read.dynamic_configs);
  if (switches.length === 0) return false;
  return (await onAnyJob(deps, job_id, (tx, job) => end(deps, tx, job, switches))) === true;
}

async function end(deps: AppDeps, tx: Transaction, job: LockedJob, switches: readonly KillSwitch[]): Promise<boolean> {
  const { state, user_id } = job.record;
  if (!isUnderWay(state)) return false;
  const { tier = 'FREE' } = (await tx.quota.entitlements(job.id)) ?? {};
  const found = jobSwitch(switches, { user_id, tier });
  if (found === null) return false;
  return (await tryAdvance(deps, tx, job, { type: 'kill_switch', reason: found.reason }, null)) === null;
}

/** Whose jobs the switches stop. */
export function reachOf(switches: readonly KillSwitch[]) {
  const everybody = switches.some(({ scope }) => scope.kind === 'global');
  return {
    tiers: everybody
      ? User.shape.tier.options
      : switches.flatMap(({ scope }) => (scope.kind === 'plan' ? [scope.tier] : [])),
    users: switches.flatMap(({ scope }) => (scope.kind === 'user' ? [scope.user_id] : [])),
  };
}
