import type { AppFolders } from '../session/app-folders.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a command gets besides its arguments. */
export interface App {
  readonly terminal: Terminal;
  readonly folders: AppFolders;
  /**
   * Aborted by the first Ctrl-C; the second ends the process. A command that has not asked for it ends at the first:
   * it has nothing to put in order.
   */
  takeInterrupts(): AbortSignal;
  /** Where the person stands. */
  readonly cwd: string;
}
