import type { Patch } from '@iama/contracts/patch/patch';
import { Patch as PatchSchema } from '@iama/contracts/patch/patch';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { Draft } from '@iama/contracts/model/draft';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { TaskPayload } from '@iama/contracts/task/payload';
import { WrittenTests } from '@iama/contracts/test-run/written-tests';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { ON_THIS_MACHINE } from '@iama/runner/sandbox/execution';
import type { Execution } from '@iama/runner/sandbox/execution';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { executeTask } from '@iama/runner/tasks/execute-task';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { heartbeatTask } from '@iama/server/app/tasks/heartbeat-task';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import type { ScriptedClient } from './scripted-client.ts';

type Scripted = { [Kind in TaskPayload['kind']]?: () => TaskOutcome };

/** Does a job's tasks as a person's machine does, on a real repository, with a sign of life at each step; what is `scripted` is answered instead. */
export class RealMachine {
  readonly client: ScriptedClient;
  readonly repository: TemporaryRepository;
  readonly scripted: Scripted;
  readonly execution: Execution;

  constructor(
    client: ScriptedClient,
    repository: TemporaryRepository,
    scripted: Scripted = {},
    execution: Execution = ON_THIS_MACHINE,
  ) {
    this.execution = execution;
    this.client = client;
    this.repository = repository;
    this.scripted = scripted;
  }

  /** Does the `nth` task of a kind; `instead` may answer something else than what came out. */
  async do(
    kind: TaskPayload['kind'],
    nth = 1,
    instead: (outcome: TaskOutcome) => TaskOutcome = (outcome) => outcome,
  ): Promise<TaskOutcome> {
    const leased = await this.client.lease(await this.client.waitForTask(kind, nth));
    const { spine, actor, job_id } = this.client;
    const beats: Promise<unknown>[] = [];
    const input = { job_id, task_id: leased.task.id, lease_id: leased.lease_id, progress: [] };
    const beat = (): void => void beats.push(heartbeatTask(spine, actor, input));
    const outcome = instead(this.scripted[kind]?.() ?? (await this.#execute(leased.payload, beat)));
    await Promise.all(beats);
    await this.client.complete(leased, outcome);
    return outcome;
  }

  /** Through the plan and its specification. */
  async agree(level: PlanLevel = 'CONSERVATIVE'): Promise<void> {
    await this.do('collect_context');
    await this.client.waitForState('WAITING_STRATEGY');
    await this.choose(level);
  }

  /** A plan, and its specification as it is. */
  async choose(level: PlanLevel = 'CONSERVATIVE'): Promise<void> {
    const { spine, actor, job_id } = this.client;
    await selectProposal(spine, actor, { job_id, level });
    await this.approve();
  }

  async approve(): Promise<void> {
    const { spine, actor, job_id } = this.client;
    const { revision_token } = await getSpec(spine, actor, { job_id });
    await approveSpec(spine, actor, { job_id, revision_token });
  }

  async #execute(payload: TaskPayload, beat: () => void): Promise<TaskOutcome> {
    return await executeTask(payload, {
      workspace: await openWorkspace(this.repository.root),
      data_dir: this.repository.data_dir,
      job_id: this.client.job_id,
      execution: this.execution,
      fetchPatch: (artifact_id) => this.#patch(artifact_id),
      fetchDraft: (artifact_id) => this.#draft(artifact_id),
      fetchWrittenTests: (artifact_id) => this.#written(artifact_id),
      signal: new AbortController().signal,
      progress: beat,
    });
  }

  async #patch(artifact_id: string): Promise<Patch> {
    const { spine, actor, job_id } = this.client;
    return PatchSchema.parse((await getArtifact(spine, actor, { job_id, artifact_id })).body);
  }

  async #written(artifact_id: string): Promise<WrittenTests> {
    const { spine, actor, job_id } = this.client;
    return WrittenTests.parse((await getArtifact(spine, actor, { job_id, artifact_id })).body);
  }

  async #draft(artifact_id: string): Promise<PatchEditSet> {
    const { spine, actor, job_id } = this.client;
    const { edits } = Draft.parse((await getArtifact(spine, actor, { job_id, artifact_id })).body);
    if (edits === null) throw new Error('the draft has no edits');
    return edits;
  }
}
