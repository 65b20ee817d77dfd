import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import type { WrittenTests } from '@iama/contracts/test-run/written-tests';
import type { Execution } from '../sandbox/execution.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a task needs from the caller besides its payload. */
export interface TaskContext {
  readonly workspace: Workspace;
  /** A folder of ours outside every repository, for example `~/.local/share/iama`. Made if it is missing. */
  readonly data_dir: string;
  readonly job_id: string;
  /** What the job was made with. */
  readonly execution: Execution;
  /** The body of a `patch` artifact. A rejection fails the task as retryable INTERNAL. */
  readonly fetchPatch: (artifactId: string) => Promise<Patch>;
  /**
   * The edits of a `draft` artifact; left out where no change of a model's is placed. A rejection fails the task as retryable
   * INTERNAL.
   */
  readonly fetchDraft?: (artifactId: string) => Promise<PatchEditSet>;
  /** The body of a `written_tests` artifact; left out where no model writes tests. A rejection fails the task as retryable INTERNAL. */
  readonly fetchWrittenTests?: (artifactId: string) => Promise<WrittenTests>;
  /** Aborting ends the task within 5 s with nothing left behind; `executeTask` then rejects with CANCELLED. */
  readonly signal: AbortSignal;
  /** One line for people, as it happens. */
  readonly progress: (line: string) => void;
}
