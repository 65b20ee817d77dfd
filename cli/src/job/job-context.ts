import type { Client } from '@iama/client/create-client';
import type { Workspace } from '@iama/runner/workspace/workspace';
import type { AppFolders } from '../session/app-folders.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What every step of a job needs. */
export interface JobContext {
  readonly client: Client;
  readonly terminal: Terminal;
  readonly folders: AppFolders;
  readonly workspace: Workspace;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
}
