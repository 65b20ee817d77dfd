/** One side of a file's change: its bytes by hash, and its permission bits. */
export interface FileImage {
  readonly sha256: string;
  readonly mode: number;
}

/** What one file is before and becomes; null where there is no file. */
export interface PlannedFile {
  readonly path: string;
  readonly before: FileImage | null;
  readonly after: FileImage | null;
}

/**
 * Everything a transaction will do, on disk before the first file is touched. Both images of every file are in the object
 * store by then, so it can be undone from any point.
 */
export interface TransactionPlan {
  readonly schema_version: 1;
  readonly id: string;
  readonly kind: 'apply' | 'revert';
  readonly job_id: string;
  /** The transactions a revert takes back, oldest first. */
  readonly takes_back: readonly string[];
  readonly files: readonly PlannedFile[];
  /** Hashes in the object store of the patches (JSON) that this applies, oldest first; empty for a revert. */
  readonly patches: readonly string[];
  /** Folders that do not exist yet, parents first. */
  readonly makes_dirs: readonly string[];
  /** Folders to remove if they are empty afterwards, children first. */
  readonly removes_dirs: readonly string[];
}

/** How a transaction ended. One that has no ending was cut short and must be rolled back. */
export type TransactionEnding =
  | { readonly outcome: 'committed' }
  | { readonly outcome: 'rolled_back'; readonly left_alone: readonly string[] };

export interface RecordedTransaction {
  readonly plan: TransactionPlan;
  readonly ending: TransactionEnding | null;
}
