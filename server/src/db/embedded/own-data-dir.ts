import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/**
 * Makes this process the only one that runs a database in the folder, until it lets go or dies.
 *
 * A file with a process id in it can be stale, and removing a stale one races with a twin doing the same. Node has no
 * file locks of its own, but the SQLite inside it takes one that the operating system drops when the process ends.
 */
export function ownDataDir(data_dir: string): { release: () => void } {
  const path = join(data_dir, 'owner.lock');
  const lock = new DatabaseSync(path);
  try {
    lock.exec('PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    chmodSync(path, 0o600);
  } catch (cause) {
    lock.close();
    throw new EmbeddedPostgresError(
      'in_use',
      `Another process is already running the database in ${data_dir}.`,
      'Use that one or stop it first. For a second, separate one set IAMA_DATA_DIR to another folder.',
      cause,
    );
  }
  return {
    release: () => {
      if (lock.isOpen) lock.close();
    },
  };
}
