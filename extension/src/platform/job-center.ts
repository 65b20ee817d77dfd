import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { workJob } from '@iama/client/job/work-job';
import type { JobWorker } from '@iama/client/job/work-job';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import { Patch } from '@iama/contracts/patch/patch';
import type { LeasedTask, TaskOutcome } from '@iama/contracts/task/task';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { EventEmitter } from 'vscode';
import type { Disposable, Event, LogOutputChannel } from 'vscode';
import { attentionOf } from '../core/jobs/describe-job.ts';
import type { Connection } from './connection.ts';
import type { Executor } from './executor-process.ts';
import { followedJobs } from './followed-jobs.ts';
import type { FollowedJob } from './followed-jobs.ts';
import type { KeptValues } from './kept-values.ts';

export interface JobCenter extends Disposable {
  readonly onDidChange: Event<Job | null>;
  readonly onEvent: Event<JobEvent>;
  /** Newest first. */
  jobs(): readonly Job[];
  find(job_id: string): Job | null;
  /** This window does its work, or did until it ended. */
  isMine(job_id: string): boolean;
  /** The repository of a job that was started in this editor; null for one from elsewhere. */
  workspaceOf(job_id: string): Promise<Workspace | null>;
  /** A job that was just made here: remember it, and do its work. */
  adopt(client: Client, job: Job, workspace: Workspace): Promise<void>;
  /** A job of this workspace that had ended goes on: do its work again. Nothing for one from elsewhere. */
  takeUp(client: Client, job_id: string): Promise<void>;
  /** Take up what this window worked for before it was closed or reloaded. Asks nobody to sign in. */
  resume(): Promise<void>;
  /** Ask the control plane for the list. */
  refresh(): Promise<void>;
  /**
   * Tell the control plane what was just written or taken back. False when it cannot be reached: it is told when this window
   * starts again.
   */
  tell(client: Client, job_id: string): Promise<boolean>;
  /** A newer state of a job that an answer told. */
  learn(job: Job): void;
}

interface Parts {
  readonly connection: Connection;
  readonly executor: Executor;
  readonly kept: KeptValues;
  readonly log: LogOutputChannel;
}

/** Jobs as this window knows them, and the work it does for those that it started. */
export function jobCenter({ connection, executor, kept, log }: Parts): JobCenter {
  const changed = new EventEmitter<Job | null>();
  const happened = new EventEmitter<JobEvent>();
  const jobs = new Map<string, Job>();
  const workers = new Map<string, JobWorker>();
  const mine = new Set<string>();
  const followed = followedJobs(kept);

  function learn(job: Job): void {
    const known = jobs.get(job.id);
    if (known && known.last_seq > job.last_seq) return;
    jobs.set(job.id, job);
    changed.fire(job);
    if (attentionOf(job) === 'ended' || job.state === 'DELIVERED') stop(job.id);
  }

  function stop(job_id: string): void {
    const worker = workers.get(job_id);
    workers.delete(job_id);
    if (worker) void worker.close();
  }

  async function look(client: Client, job_id: string): Promise<void> {
    try {
      learn(await client.call('jobs.get', { params: { job_id } }));
    } catch (error) {
      log.warn(`Job ${job_id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function follow(client: Client, { job_id, root }: FollowedJob): Promise<void> {
    if (workers.has(job_id)) return;
    const workspace = await executor.call('open_workspace', { path: root });
    await mend(workspace);
    await tellServer(client, job_id);
    const client_session_id = await executor.call('client_session', { job_id, fresh: client.runtime.uuid() });
    if (workers.has(job_id)) return;
    const worker = workJob(client, {
      job_id,
      client_session_id,
      execute: (leased, { signal, progress }) => execute(client, workspace, leased, signal, progress),
      onEvent(event) {
        happened.fire(event);
        if (event.type === 'log_line') log.info(`${short(job_id)} ${event.data.message}`);
        if (LOOKS.has(event.type)) void look(client, job_id);
      },
      onStatus: (status) => log.info(`${short(job_id)} ${status}`),
      onTaskProgress: (task, line) => log.info(`${short(job_id)} ${task.kind}: ${line}`),
      onTaskEnd: (_, end) => log.info(`${short(job_id)} task ${end}`),
    });
    workers.set(job_id, worker);
    worker.ended.catch((error: unknown) => {
      workers.delete(job_id);
      log.error(`${short(job_id)} ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  /** Tell what was written or taken back on this disk, now or while the control plane could not be reached. */
  async function tellServer(client: Client, job_id: string): Promise<void> {
    const untold = await executor.call('untold', { job_id });
    if (!untold) return;
    const params = { job_id };
    try {
      if (untold.kind === 'apply')
        await client.call('delivery.apply', { params, body: untold.record, repeatable: true });
      else await client.call('delivery.revert', { params, body: untold.record, repeatable: true });
    } catch (error) {
      // It knows already: the answer was lost, or another client told it.
      if (!(error instanceof ApiError) || error.code !== 'ILLEGAL_TRANSITION') throw error;
    }
    await executor.call('settle', { job_id });
  }

  async function mend(workspace: Workspace): Promise<void> {
    for (const { kind, job_id, left_alone } of await executor.call('recover', { workspace })) {
      log.warn(`An earlier ${kind} of job ${job_id} was cut short; its files are as they were before it.`);
      if (left_alone.length > 0) log.warn(`Left alone, because they changed since: ${left_alone.join(', ')}`);
    }
  }

  async function execute(
    client: Client,
    workspace: Workspace,
    { task, payload }: LeasedTask,
    signal: AbortSignal,
    progress: (line: string) => void,
  ): Promise<TaskOutcome> {
    const { job_id } = task;
    const artifact_id =
      payload.kind === 'run_tests'
        ? payload.patch_artifact_id
        : payload.kind === 'run_recipe'
          ? (payload.feedback?.previous_patch_artifact_id ?? null)
          : null;
    const artifact = artifact_id && (await client.call('artifacts.get', { params: { job_id, artifact_id }, signal }));
    const patch = artifact ? Patch.parse(artifact.body) : null;
    return await executor.call('execute_task', { workspace, job_id, payload, patch }, { signal, progress });
  }

  return {
    onDidChange: changed.event,
    onEvent: happened.event,
    jobs: () => [...jobs.values()].toSorted((a, b) => b.created_at.localeCompare(a.created_at)),
    find: (job_id) => jobs.get(job_id) ?? null,
    learn,
    async workspaceOf(job_id) {
      const known = await followed.find(job_id);
      return known ? await executor.call('open_workspace', { path: known.root }) : null;
    },
    isMine: (job_id) => mine.has(job_id),
    async adopt(client, job, workspace) {
      mine.add(job.id);
      const { root } = workspace;
      await followed.add({ job_id: job.id, root });
      await executor.call('remember_job', { job_id: job.id, url: client.base_url, root });
      learn(job);
      await follow(client, { job_id: job.id, root });
    },
    async takeUp(client, job_id) {
      const known = await followed.find(job_id);
      if (known) await follow(client, known);
    },
    async tell(client, job_id) {
      try {
        await tellServer(client, job_id);
        await look(client, job_id);
        return true;
      } catch (error) {
        log.warn(
          `${short(job_id)} the control plane was not told: ${error instanceof Error ? error.message : String(error)}`,
        );
        return false;
      }
    },
    async resume() {
      const known = await followed.all();
      for (const { job_id } of known) mine.add(job_id);
      if (known.length === 0) return;
      const client = await connection.known();
      if (!client) return;
      for (const each of known) {
        await look(client, each.job_id);
        const job = jobs.get(each.job_id);
        if (!job) continue;
        const attention = attentionOf(job);
        if (attention === 'running' || attention === 'needs_you') await follow(client, each);
        else await tellServer(client, each.job_id);
      }
    },
    async refresh() {
      const client = await connection.known();
      if (!client) return;
      const { items } = await client.call('jobs.list', { query: { limit: LIST_LENGTH } });
      const listed = new Set(items.map((job) => job.id));
      for (const job of items) learn(job);
      // What is neither in the list nor of this window has scrolled away; keeping it would grow without end.
      for (const id of jobs.keys()) if (!listed.has(id) && !(await followed.find(id))) jobs.delete(id);
      changed.fire(null);
    },
    dispose() {
      // Leases run out or are taken up again under the same id by the window that comes next.
      for (const worker of workers.values()) void worker.close();
      changed.dispose();
      happened.dispose();
    },
  };
}

const LIST_LENGTH = 50;
/** Events after which a job is another one for those who show it. */
export const LOOKS: ReadonlySet<JobEvent['type']> = new Set([
  'state_change',
  'attempt_end',
  'heartbeat_status',
  'completion',
  'spec_updated',
]);

function short(job_id: string): string {
  return `[${job_id.slice(-8)}]`;
}
