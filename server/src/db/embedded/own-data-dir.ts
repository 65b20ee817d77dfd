import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explainFileError } from './explain-failure.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** SQLite's own result codes. */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/** Of two that start at once, one waits for the other to look: without that, each can see the other looking, and both give up. */
const TWIN_MS = 250;

/**
 * Makes this process the only one that runs a database in the folder, until it lets go or dies.
 *
 * A file with a process id in it can be stale, and removing a stale one races with a twin doing the same. Node has no
 * file locks of its own, but the SQLite inside it takes one that the operating system drops when the process ends.
 */
export function ownDataDir(data_dir: string): { release: () => void } {
  const path = join(data_dir, 'owner.lock');
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(path, { timeout: TWIN_MS });
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
    chmodSync(path, 0o600);
  } catch (cause) {
    lock?.close();
    throw explain(cause, data_dir);
  }
  const held = lock;
  return {
    release: () => {
      if (held.isOpen) held.close();
    },
  };
}

function explain(cause: unknown, data_dir: string): unknown {
  const code = cause instanceof Error && 'errcode' in cause ? cause.errcode : null;
  if (code === SQLITE_BUSY) {
    return new EmbeddedPostgresError(
      'in_use',
      `Another process is already running the database in ${data_dir}.`,
      'Use that one or stop it first. For a second, separate one set IAMA_DATA_DIR to another folder.',
      cause,
    );
  }
  if (code === SQLITE_FULL)
    return explainFileError(Object.assign(new Error('full', { cause }), { code: 'ENOSPC' }), data_dir);
  if (code === null) return cause;
  // What is left means that the file could not be opened or written.
  return explainFileError(Object.assign(new Error('closed', { cause }), { code: 'EACCES' }), data_dir);
}
