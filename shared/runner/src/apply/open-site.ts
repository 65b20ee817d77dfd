import { resolve, sep } from 'node:path';
import { RunnerError } from '../errors/runner-error.ts';
import type { Disk } from '../snapshot/disk.ts';
import { openObjectStore } from '../snapshot/object-store.ts';
import type { ObjectStore } from '../snapshot/object-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openJournal } from './journal.ts';
import type { Journal } from './journal.ts';

/** Where a transaction happens. */
export interface TransactionSite {
  readonly root: string;
  readonly disk: Disk;
  readonly store: ObjectStore;
  readonly journal: Journal;
}

/** The store and journal of a workspace. Refuses a data folder inside the workspace: we leave no files there. */
export function openSite(workspace: Workspace, dataDir: string, disk: Disk): TransactionSite {
  if (isInside(workspace.root, dataDir)) {
    throw new RunnerError(
      'PATH_REFUSED',
      `The data folder ${dataDir} lies inside the workspace.`,
      'Choose a data folder outside every repository.',
    );
  }
  return {
    root: workspace.root,
    disk,
    store: openObjectStore(dataDir, disk),
    journal: openJournal(workspace, dataDir, disk),
  };
}

/** Whether `path` is the folder `root` or lies below it. */
export function isInside(root: string, path: string): boolean {
  const full = resolve(path);
  return full === root || full.startsWith(root.endsWith(sep) ? root : root + sep);
}
