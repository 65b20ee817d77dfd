import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { workJob } from '@iama/client/job/work-job';
import type { JobWorker } from '@iama/client/job/work-job';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import { Draft } from '@iama/contracts/model/draft';
import { WrittenTests } from '@iama/contracts/test-run/written-tests';
import { Patch } from '@iama/contracts/patch/patch';
import type { TaskPayload } from '@iama/contracts/task/payload';
import type { LeasedTask, TaskOutcome } from '@iama/contracts/task/task';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { EventEmitter } from 'vscode';
import type { Disposable, Event, LogOutputChannel } from 'vscode';
import { attentionOf } from '../core/jobs/describe-job.ts';
import type { Connection } from './connection.ts';
import type { EditorModels } from './editor-model/editor-models.ts';
import { executionOfJob } from './execution-of-job.ts';
import type { Executor } from './executor-process.ts';
import { followedJobs } from './followed-jobs.ts';
import type { FollowedJob } from './followed-jobs.ts';
import type { KeptValues } from './kept-values.ts';
import { againWhenLost } from './outlive-executor.ts';
import { takeUpJobs } from './take-up-jobs.ts';

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
  /**
   * A job that had ended goes on: do its work again. Nothing for one from elsewhere. `after` is the last event that was known
   * before it went on, so that what was told is not told again and what is new is not missed.
   */
  goOn(client: Client, job_id: string, after: number | undefined): Promise<void>;
  /** Take up what this window worked for before it was closed or reloaded. Asks nobody to sign in. */
  resume(): Promise<void>;
  /** Ask the control plane for the list, which is empty while nobody is signed in. */
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
  readonly models: Pick<EditorModels, 'answer'>;
  readonly log: LogOutputChannel;
}

/** Jobs as this window knows them, and the work it does for those that it started. */
export function jobCenter({ connection, executor, kept, models, log }: Parts): JobCenter {
  const changed = new EventEmitter<Job | null>();
  const happened = new EventEmitter<JobEvent>();
  const jobs = new Map<string, Job>();
  const workers = new Map<string, JobWorker>();
  const mine = new Set<string>();
  const followed = followedJobs(kept);
  const gone = new AbortController();

  function learn(job: Job): void {
    const known = jobs.get(job.id);
    if (known && known.last_seq > job.last_seq) return;
    jobs.set(job.id, job);
    if (jobs.size > MOST_KNOWN) forgetOldest();
    changed.fire(job);
    if (attentionOf(job) === 'ended' || job.state === 'DELIVERED') stop(job.id);
  }

  /** One that is over can be asked for again; a window in which nobody looks at the list would remember all of them. */
  function forgetOldest(): void {
    const over = [...jobs.values()].filter((job) => attentionOf(job) === 'ended');
    const [oldest] = over.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
    if (oldest) jobs.delete(oldest.id);
  }

  function stop(job_id: string): void {
    const worker = workers.get(job_id);
    workers.delete(job_id);
    if (worker) void worker.close();
  }

  /** Nobody is signed in: whoever comes next may be somebody else. */
  function forget(): void {
    for (const job_id of workers.keys()) stop(job_id);
    jobs.clear();
    changed.fire(null);
  }

  async function look(client: Client, job_id: string): Promise<void> {
    try {
      learn(await client.call('jobs.get', { params: { job_id } }));
    } catch (error) {
      log.warn(`Job ${job_id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** `after`: what is known already is not told again. */
  async function follow(client: Client, { job_id, root }: FollowedJob, after?: number): Promise<void> {
    if (workers.has(job_id)) return;
    const workspace = await executor.call('open_workspace', { path: root });
    await tellServer(client, job_id);
    const client_session_id = await executor.call('client_session', { job_id, fresh: client.runtime.uuid() });
    if (workers.has(job_id)) return;
    const worker = workJob(client, {
      job_id,
      client_session_id,
      after,
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

  /** One try: who calls knows when to try again. */
  async function takeUp(client: Client, followedJob: FollowedJob): Promise<void> {
    const { job_id } = followedJob;
    const job = await client.call('jobs.get', { params: { job_id }, retries: 0, timeout_ms: LOOK_MS });
    learn(job);
    const attention = attentionOf(job);
    if (attention === 'running' || attention === 'needs_you') await follow(client, followedJob);
    else await tellServer(client, job_id);
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

  async function execute(
    client: Client,
    workspace: Workspace,
    { task, payload }: LeasedTask,
    signal: AbortSignal,
    progress: (line: string) => void,
  ): Promise<TaskOutcome> {
    const { job_id } = task;
    // Only this process has the models of the editor.
    if (payload.kind === 'model_call') return await models.answer(payload, job_id, progress, signal);
    const artifact_id = artifactFor(payload);
    // For as long as the task is ours: a network that is away for a while is no reason to fail a job.
    const retries = Number.POSITIVE_INFINITY;
    const artifact =
      artifact_id === null
        ? null
        : await client.call('artifacts.get', { params: { job_id, artifact_id }, signal, retries });
    const draft = artifact?.kind === 'draft' ? Draft.parse(artifact.body).edits : null;
    const written = artifact?.kind === 'written_tests' ? WrittenTests.parse(artifact.body) : null;
    const patch = artifact?.kind === 'patch' ? Patch.parse(artifact.body) : null;
    const job = jobs.get(job_id) ?? (await client.call('jobs.get', { params: { job_id }, signal, retries }));
    const execution = executionOfJob(job);
    const asked = { workspace, job_id, execution, payload, patch, draft, written };
    const perform = () => executor.call('execute_task', asked, { signal, progress });
    return await againWhenLost(perform, signal);
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
    async goOn(client, job_id, after) {
      const known = await followed.find(job_id);
      if (known) await follow(client, known, after);
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
      const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);
      const connect = () => connection.known();
      await takeUpJobs(known, {
        executor,
        connect,
        takeUp,
        pause,
        warn: (line) => log.warn(line),
        signal: gone.signal,
      });
    },
    async refresh() {
      const client = await connection.known();
      if (!client) return forget();
      const { items } = await client.call('jobs.list', { query: { limit: LIST_LENGTH } });
      const listed = new Set(items.map((job) => job.id));
      for (const job of items) learn(job);
      // What is neither in the list nor of this window has scrolled away; keeping it would grow without end.
      for (const id of jobs.keys()) if (!listed.has(id) && !(await followed.find(id))) jobs.delete(id);
      changed.fire(null);
    },
    dispose() {
      gone.abort();
      // Leases run out or are taken up again under the same id by the window that comes next.
      for (const worker of workers.values()) void worker.close();
      changed.dispose();
      happened.dispose();
    },
  };
}

const LIST_LENGTH = 50;
const MOST_KNOWN = 200;
const LOOK_MS = 10_000;
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

/** The one artifact that a task needs beside its payload; null when it needs none. */
function artifactFor(payload: TaskPayload): string | null {
  if (payload.kind === 'run_tests') return payload.patch_artifact_id ?? payload.lock?.written_tests_artifact_id ?? null;
  if (payload.kind !== 'run_recipe') return null;
  return payload.draft_artifact_id ?? payload.feedback?.previous_patch_artifact_id ?? null;
}
