import { randomUUID } from 'node:crypto';
import type { JobEvent } from '@iama/contracts/job/event';
import type { CreateJob, Job } from '@iama/contracts/job/job';
import type { JobState } from '@iama/contracts/job/state';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { TaskPayload } from '@iama/contracts/task/payload';
import type { LeasedTask, Task, TaskOutcome } from '@iama/contracts/task/task';
import type { Actor } from '@iama/server/app/actor';
import { createJob } from '@iama/server/app/jobs/create-job';
import { getJob } from '@iama/server/app/jobs/get-job';
import { startJob } from '@iama/server/app/jobs/start-job';
import { heartbeatJob } from '@iama/server/app/presence/heartbeat-job';
import type { HeartbeatAnswer } from '@iama/server/app/presence/heartbeat-job';
import { ensureProject } from '@iama/server/app/projects/ensure-project';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { completeTask } from '@iama/server/app/tasks/complete-task';
import { leaseTask } from '@iama/server/app/tasks/lease-task';
import { listTasks } from '@iama/server/app/tasks/list-tasks';
import { analysis, CREATE_JOB, patch, SUITE, testRun } from './samples.ts';
import type { Spine } from './spine.ts';

type Payload<Kind extends TaskPayload['kind']> = Extract<TaskPayload, { kind: Kind }>;

/** What the machine with the source answers, by kind of task. */
export type Answers = { [Kind in TaskPayload['kind']]: (payload: Payload<Kind>) => TaskOutcome };

/** Answers of a workspace where everything goes well. */
export const GOOD: Answers = {
  collect_context: () => ({ status: 'completed', result: analysis(['CONSERVATIVE', 'STANDARD']) }),
  characterize: () => ({
    status: 'completed',
    result: { kind: 'characterize', test_suites: [SUITE], reached_files: ['src/a.js'], unreached_files: [] },
  }),
  run_recipe: () => patchOutcome(['src/a.js']),
  run_tests: ({ phase }) => runOutcome(phase, { adds: 'passed', multiplies: 'passed' }),
  model_call: ({ model }) => answerOutcome('{}', model.id),
};

/** What the model of a person's editor says, and who it says it is. */
export function answerOutcome(text: string, served_model: string): TaskOutcome {
  return { status: 'completed', result: { kind: 'model_call', text, served_model, usage: null } };
}

export function runOutcome(
  phase: Payload<'run_tests'>['phase'],
  tests: Readonly<Record<string, 'passed' | 'failed'>>,
): TaskOutcome {
  return { status: 'completed', result: { kind: 'run_tests', run: testRun(phase, tests) } };
}

export function patchOutcome(
  paths: readonly string[],
  excluded: readonly { finding_id: string; reason: string }[] = [],
): TaskOutcome {
  const made = { patch: patch(paths), patch_sha256: 'b'.repeat(64), findings: [], kept: [], excluded: [...excluded] };
  return { status: 'completed', result: { kind: 'run_recipe', ...made } };
}

/** One job with a client that follows its log and does its tasks, in the test's own process. */
export class ScriptedClient {
  readonly spine: Spine;
  readonly actor: Actor;
  readonly job_id: string;
  readonly session = randomUUID();
  readonly events: JobEvent[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #rivals = 1;
  #results = 1;

  constructor(spine: Spine, actor: Actor, job_id: string) {
    this.spine = spine;
    this.actor = actor;
    this.job_id = job_id;
    this.#unsubscribe = spine.feed.subscribe(job_id, 0, (events) => {
      this.events.push(...events);
      for (const look of this.#waiting) look();
    });
  }

  static async begin(spine: Spine, overrides: Partial<CreateJob> = {}, by?: Actor): Promise<ScriptedClient> {
    const client = await ScriptedClient.create(spine, overrides, by);
    await startJob(spine, client.actor, { job_id: client.job_id });
    return client;
  }

  static async create(spine: Spine, overrides: Partial<CreateJob> = {}, by?: Actor): Promise<ScriptedClient> {
    const actor = by ?? (await spine.newActor());
    const project = await ensureProject(spine, actor, { name: 'sample', fingerprint: 'f'.repeat(64) });
    const body = { ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [], ...overrides };
    const job = await createJob(spine, actor, { ...body, project_id: project.id });
    return new ScriptedClient(spine, actor, job.id);
  }

  /** The first event that `match` finds, in the past or to come. */
  async waitFor<Found extends JobEvent>(match: (event: JobEvent) => event is Found): Promise<Found>;
  async waitFor(match: (event: JobEvent) => boolean): Promise<JobEvent>;
  async waitFor(match: (event: JobEvent) => boolean): Promise<JobEvent> {
    const found = this.events.find(match);
    if (found) return found;
    return new Promise((resolve) => {
      const look = () => {
        const event = this.events.find(match);
        if (!event) return;
        this.#waiting.delete(look);
        resolve(event);
      };
      this.#waiting.add(look);
    });
  }

  /** The `nth` time that the job comes into a state. */
  waitForState(state: JobState, nth = 1): Promise<JobEvent> {
    return this.waitFor((event) => {
      if (event.type !== 'state_change' || event.data.to !== state) return false;
      const entries = this.events.filter((other) => other.type === 'state_change' && other.data.to === state);
      return entries.indexOf(event) >= nth - 1;
    });
  }

  /** The `nth` request for a task of this kind. */
  async waitForTask(kind: TaskPayload['kind'], nth = 1): Promise<string> {
    const event = await this.waitFor((candidate) => {
      if (candidate.type !== 'task_requested' || candidate.data.kind !== kind) return false;
      const all = this.events.filter((other) => other.type === 'task_requested' && other.data.kind === kind);
      return all.indexOf(candidate) >= nth - 1;
    });
    if (event.type !== 'task_requested') throw new Error('unreachable');
    return event.data.task_id;
  }

  lease(task_id: string, client_session_id = this.session): Promise<LeasedTask> {
    return leaseTask(this.spine, this.actor, { job_id: this.job_id, task_id, client_session_id });
  }

  complete({ task, lease_id }: LeasedTask, outcome: TaskOutcome): Promise<{ accepted: boolean; duplicate: boolean }> {
    return completeTask(this.spine, this.actor, { job_id: this.job_id, task_id: task.id, lease_id, outcome });
  }

  /** Does the `nth` task of a kind. */
  async do(kind: TaskPayload['kind'], answers: Answers = GOOD, nth = 1): Promise<LeasedTask> {
    const leased = await this.#leaseAmongRivals(await this.waitForTask(kind, nth));
    const outcome = answer(answers, leased.payload);
    await Promise.all(Array.from({ length: this.#results }, () => this.complete(leased, outcome)));
    return leased;
  }

  /** From now on each task is asked for by `rivals` sessions at once, and each result is sent `results` times at once. */
  manners(rivals: number, results: number): void {
    this.#rivals = rivals;
    this.#results = results;
  }

  async #leaseAmongRivals(task_id: string): Promise<LeasedTask> {
    const sessions = [this.session, ...Array.from({ length: this.#rivals - 1 }, () => randomUUID())];
    return Promise.any(sessions.map((session) => this.lease(task_id, session)));
  }

  beat(status: 'alive' | 'closing' = 'alive', client_session_id = this.session): Promise<HeartbeatAnswer> {
    return heartbeatJob(this.spine, this.actor, { job_id: this.job_id, client_session_id, status });
  }

  job(): Promise<Job> {
    return getJob(this.spine, this.actor, { job_id: this.job_id });
  }

  tasks(): Promise<{ items: Task[] }> {
    return listTasks(this.spine, this.actor, { job_id: this.job_id });
  }

  /** Through the plan and its specification, to the first task after them. */
  async agree(level: PlanLevel = 'CONSERVATIVE'): Promise<void> {
    const { job_id, actor, spine } = this;
    await this.do('collect_context');
    await this.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, actor, { job_id, level });
    const { revision_token } = await getSpec(spine, actor, { job_id });
    await approveSpec(spine, actor, { job_id, revision_token });
  }

  /** Through a good baseline, to the first edit. */
  async pin(): Promise<void> {
    await this.agree();
    await this.do('characterize');
    await this.do('run_tests');
    await this.waitForState('REFACTORING');
  }

  close(): void {
    this.#unsubscribe();
  }
}

function answer(answers: Answers, payload: TaskPayload): TaskOutcome {
  const give = answers[payload.kind] as (payload: TaskPayload) => TaskOutcome;
  return give(payload);
}

/** The canonical states of a log, in order. */
export function statesOf(events: readonly JobEvent[]): Job['state'][] {
  return events.flatMap((event) => (event.type === 'state_change' ? [event.data.to] : []));
}
