import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TaskFailure, TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import type { Workspace } from '../workspace/workspace.ts';

/** Tasks that read and think, and run nothing. */
export type EnginePayload = Exclude<TaskPayload, { kind: 'run_tests' | 'model_call' }>;

/** What the worker thread is asked to do. Plain data: it crosses a thread border. */
export interface EngineRequest {
  readonly workspace: Workspace;
  readonly data_dir: string;
  readonly payload: EnginePayload;
  /** The patch of the attempt before; null for a first attempt. */
  readonly previous_patch: Patch | null;
  /** A model's edits, for a goal. */
  readonly draft: PatchEditSet | null;
}

export type EngineReply =
  | { readonly type: 'progress'; readonly line: string }
  /** `hashes`: SHA-256 of every file that was read, by path. */
  | { readonly type: 'done'; readonly result: TaskResult; readonly hashes: ReadonlyMap<string, string> }
  | { readonly type: 'failed'; readonly failure: TaskFailure };
