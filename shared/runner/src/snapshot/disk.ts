/** Who owns a file, where the system says so. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Every write the runner makes to a person's files or to its own store goes through here, one method per durable step, so
 * that a test can stop the process between any two of them. Paths are absolute. Errors are the system's own.
 */
export interface Disk {
  /** A new file with these bytes and permission bits, on the platter when it returns. Fails if the path exists. */
  writeNew(path: string, bytes: Uint8Array, mode: number, owner: Owner | null): Promise<void>;
  /** Replaces `to` in one step. */
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  makeDir(path: string, owner: Owner | null): Promise<void>;
  /** Fails with ENOTEMPTY when something is in it. */
  removeDir(path: string): Promise<void>;
  /** Makes renames, creations and deletions in this folder durable. */
  syncDir(path: string): Promise<void>;
}
