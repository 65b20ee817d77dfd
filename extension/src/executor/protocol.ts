import type { Anchor } from '@iama/contracts/job/anchor';
import type { AppliedFile, ApplyRecord, RevertRecord } from '@iama/contracts/job/delivery';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import type { RecipeId } from '@iama/contracts/recipe';
import type { TaskPayload } from '@iama/contracts/task/payload';
import type { WrittenTests } from '@iama/contracts/test-run/written-tests';
import type { TaskOutcome } from '@iama/contracts/task/task';
import type { Preflight } from '@iama/contracts/workspace/preflight';
import type { Target } from '@iama/contracts/workspace/target';
import type { ReplaySource } from '@iama/engine/replay/read-history';
import type { AcceptedPart } from '@iama/runner/apply/select-accepted';
import type { Recovery } from '@iama/runner/apply/recover-transactions';
import type { RevertOutcome } from '@iama/runner/revert/revert-job';
import type { ContainerProblem } from '@iama/runner/sandbox/container-problem';
import type { Execution } from '@iama/runner/sandbox/execution';
import type { Workspace } from '@iama/runner/workspace/workspace';

/**
 * What the extension host asks of the process beside it, which reads, tests and writes the person's files. Every method
 * rejects with an ExecutorFailure that carries the runner's code.
 */
export interface ExecutorMethods {
  /** The repository that holds a path. */
  open_workspace(params: { path: string }): Workspace;
  /** Take back what a crash cut short. */
  recover(params: { workspace: Workspace }): readonly Recovery[];
  /** The small repository of the walkthrough, in an empty folder. */
  make_sample(params: { root: string }): null;
  fingerprint(params: { workspace: Workspace }): { name: string; fingerprint: string };
  resolve_target(params: { workspace: Workspace; place: string; symbol: string | null }): Target;
  preflight(params: { workspace: Workspace; target: Target; recipe_id: RecipeId; execution: Execution }): Preflight;
  /** Why tests cannot run this way; null when they can. */
  container_problem(params: { execution: Execution }): ContainerProblem | null;
  /** `patch`, `draft`, `written`: what the artifact that the payload names holds; null when it names none of that kind. */
  execute_task(params: {
    workspace: Workspace;
    job_id: string;
    execution: Execution;
    payload: TaskPayload;
    patch: Patch | null;
    draft?: PatchEditSet | null;
    written?: WrittenTests | null;
  }): TaskOutcome;
  /** The declarations of these files as they are on disk now. */
  read_anchors(params: { workspace: Workspace; paths: readonly string[] }): readonly Anchor[];
  /** What a bundle tells of a job, after every byte was compared. */
  read_bundle(params: { folder: string }): ReplaySource;
  /** Files of a job's target that are not as they were when it read them. */
  changed_since(params: { workspace: Workspace; source: Pick<ReplaySource, 'job' | 'bodies'> }): readonly string[];
  /** A patch as it was before its secrets were masked. */
  restore_patch(params: { workspace: Workspace; patch: Patch }): Patch;
  /** `lines`: hunks of which only some changed lines are accepted, by their index. */
  select_accepted(params: {
    workspace: Workspace;
    patch: Patch;
    hunk_ids: readonly string[];
    lines: Readonly<Record<string, readonly number[]>>;
  }): AcceptedPart;
  /** Write a patch as one transaction. The note for the server is kept until `settle` says that it was told. */
  apply(params: {
    workspace: Workspace;
    job_id: string;
    patch: Patch;
    record: Untold & { kind: 'apply' };
  }): readonly AppliedFile[];
  revert(params: { workspace: Workspace; job_id: string; record: Untold & { kind: 'revert' } }): RevertOutcome;
  /** What each path of a patch holds before and after it. */
  planned_files(params: { patch: Patch }): readonly AppliedFile[];
  remember_job(params: { job_id: string; url: string; root: string }): null;
  /** The id under which this editor works for a job: the one of a window that is gone, else `fresh`. */
  client_session(params: { job_id: string; fresh: string }): string;
  /** What happened on disk and the server was not told; null when it knows all. */
  untold(params: { job_id: string }): Untold | null;
  settle(params: { job_id: string }): null;
}

export type Untold =
  | { readonly kind: 'apply'; readonly record: ApplyRecord }
  | { readonly kind: 'revert'; readonly record: RevertRecord };

export type ExecutorMethod = keyof ExecutorMethods;
export type ParamsOf<M extends ExecutorMethod> = Parameters<ExecutorMethods[M]>[0];
export type ResultOf<M extends ExecutorMethod> = ReturnType<ExecutorMethods[M]>;

export type ToExecutor =
  | { readonly type: 'call'; readonly id: number; readonly method: ExecutorMethod; readonly params: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export type FromExecutor =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: ExecutorFailure }
  | { readonly type: 'progress'; readonly id: number; readonly line: string };

/** A RunnerError on its way between processes. */
export interface ExecutorFailure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly paths: readonly string[];
}
