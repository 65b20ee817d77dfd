import { User } from '@iama/contracts/auth/auth';
import { jobSwitch } from '../../domain/kill-switch/find-switch.ts';
import type { KillSwitch } from '../../domain/kill-switch/kill-scope.ts';
import { isUnderWay } from '../../domain/quota/quota-move.ts';
import type { AppDeps } from '../deps.ts';
import { tryAdvance } from '../jobs/advance.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import { onAnyJob, onIdleJob, onIdleJobs } from '../jobs/on-job.ts';
import { sweepEach } from '../jobs/sweep-each.ts';
import type { Transaction } from '../ports/store.ts';
import { readKillSwitches } from './read-kill-switches.ts';

/** In one round; the next one comes a second later. */
const ROUND = 2000;
/** Jobs that are ended with one commit: few enough that nobody waits long for a job that is held. */
const AT_ONCE = 50;

/** Ends the jobs under way that somebody has switched off. How many. */
export async function sweepKillSwitches(deps: AppDeps): Promise<number> {
  const switches = await readKillSwitches(deps.store.read.dynamic_configs);
  if (switches.every(({ scope }) => scope.kind === 'model')) return 0;
  const found = await deps.store.read.jobs.underWay(reachOf(switches), ROUND);
  let ended = 0;
  for (let at = 0; at < found.length; at += AT_ONCE)
    ended += await endMany(deps, found.slice(at, at + AT_ONCE), switches);
  return ended;
}

/** One by one where they cannot be ended together: then one of them is the reason, and the others are not. */
async function endMany(deps: AppDeps, job_ids: readonly string[], switches: readonly KillSwitch[]): Promise<number> {
  const endOne = (tx: Transaction, job: LockedJob) => end(deps, tx, job, switches);
  try {
    return await onIdleJobs(deps, job_ids, endOne);
  } catch (error) {
    deps.log.warn({ jobs: job_ids.length, error: String(error) }, 'Jobs could not be ended together');
    const each = job_ids.map((job_id) => ({ job_id }));
    return await sweepEach(deps, each, ({ job_id }) => onIdleJob(deps, job_id, endOne));
  }
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
