/** One path that is neither ignored by git nor by an `.iamaignore`, as it stands on disk. `size` in bytes, `mode` the permission bits. */
export interface FileEntry {
  readonly path: string;
  readonly kind: 'file' | 'symlink';
  readonly size: number;
  readonly mode: number;
  /** When it was written last, milliseconds since 1970. */
  readonly mtime_ms: number;
}

export interface FileListing {
  /** Sorted by path. Folders, sub-repositories and files that are only in the index are not in it. */
  readonly files: readonly FileEntry[];
  /** Paths that cannot be named in a patch (backslash, too long, not UTF-8), as they were printed. */
  readonly unnameable: readonly string[];
  /** Folders that may not be opened, so that nobody knows what is in them. Sorted. */
  readonly closed: readonly string[];
  /** Paths that an `.iamaignore` keeps from us: they are not read, not copied and not told. */
  readonly kept_back: readonly string[];
}
