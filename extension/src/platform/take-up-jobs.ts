import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { isWorthRetrying } from '@iama/client/stream/is-worth-retrying';
import type { Executor } from './executor-process.ts';
import { ExecutorError } from './executor-process.ts';
import type { FollowedJob } from './followed-jobs.ts';

export interface TakeUp {
  readonly executor: Pick<Executor, 'call'>;
  /** Null while no control plane answers, or nobody is signed in. Asks nobody. */
  readonly connect: () => Promise<Client | null>;
  /** Learn where the job stands, and go on with it if it is not over. */
  readonly takeUp: (client: Client, job: FollowedJob) => Promise<void>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly warn: (line: string) => void;
  /** Aborted when the window goes. */
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const FIRST_BUSY_PAUSE_MS = 100;

/**
 * Take up the jobs of a window that is gone. First of all what it was writing is taken back, whoever answers or not: the
 * person may look at half of a change. Then each job, for as long as it takes until the control plane answers. One whose
 * repository is gone keeps nobody else waiting.
 */
export async function takeUpJobs(jobs: readonly FollowedJob[], parts: TakeUp): Promise<void> {
  const { connect, pause, warn, signal } = parts;
  for (const root of new Set(jobs.map((job) => job.root))) await mend(root, parts);
  let left = jobs;
  for (let wait_ms = FIRST_PAUSE_MS; left.length > 0 && !signal.aborted; wait_ms *= 2) {
    const client = await connect().catch(() => null);
    if (client) left = await takeUpEach(client, left, parts);
    if (left.length === 0) return;
    if (wait_ms === FIRST_PAUSE_MS) warn(`${left.length} jobs of this folder wait for the control plane.`);
    await pause(Math.min(wait_ms, LONGEST_PAUSE_MS), signal);
  }
}

/** Those for which the control plane, or the executor, was not there. */
async function takeUpEach(
  client: Client,
  jobs: readonly FollowedJob[],
  { takeUp, warn, signal }: TakeUp,
): Promise<readonly FollowedJob[]> {
  const left: FollowedJob[] = [];
  for (const job of jobs) {
    if (signal.aborted) return [];
    try {
      await takeUp(client, job);
    } catch (error) {
      if (isForLater(error)) left.push(job);
      else warn(`Job ${job.job_id}: ${String(error)}`);
    }
  }
  return left;
}

function isForLater(error: unknown): boolean {
  if (error instanceof ApiError) return isWorthRetrying(error);
  return error instanceof ExecutorError && error.code === 'EXECUTOR_LOST';
}

/**
 * Undo what a kill cut short in the repository of this path. The executor of the window that is gone may not have heard of
 * that yet, and holds the repository for a moment longer: that is waited for, or half of a change would stay.
 */
async function mend(path: string, parts: TakeUp): Promise<void> {
  const { pause, warn, signal } = parts;
  for (let wait_ms = FIRST_BUSY_PAUSE_MS; ; wait_ms *= 2) {
    try {
      await recover(path, parts);
      return;
    } catch (error) {
      const is_busy = error instanceof ExecutorError && error.code === 'WORKSPACE_BUSY';
      if (!is_busy || wait_ms > LONGEST_PAUSE_MS || signal.aborted) {
        warn(`${path}: ${String(error)}`);
        return;
      }
    }
    await pause(wait_ms, signal);
  }
}

async function recover(path: string, { executor, warn }: TakeUp): Promise<void> {
  const workspace = await executor.call('open_workspace', { path });
  for (const { kind, job_id, left_alone } of await executor.call('recover', { workspace })) {
    warn(`An earlier ${kind} of job ${job_id} was cut short; its files are as they were before it.`);
    if (left_alone.length > 0) warn(`Left alone, because they changed since: ${left_alone.join(', ')}`);
  }
}
