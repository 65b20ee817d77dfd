import type { PlannedFile, RecordedTransaction } from '../apply/transaction-plan.ts';

export interface LiveChanges {
  /** Committed applies of the job that no revert has taken back, oldest first. */
  readonly transaction_ids: readonly string[];
  /** Their sum: each file from before the first to after the last. */
  readonly files: readonly PlannedFile[];
  readonly patches: readonly string[];
  /** Folders they made, children first. */
  readonly made_dirs: readonly string[];
}

/** What of a job stands on disk now, according to the journal. Pure. */
export function liveChanges(recorded: readonly RecordedTransaction[], jobId: string): LiveChanges {
  const committed = recorded.filter(({ plan, ending }) => plan.job_id === jobId && ending?.outcome === 'committed');
  const takenBack = new Set(committed.flatMap(({ plan }) => plan.takes_back));
  const live = committed.filter(({ plan }) => plan.kind === 'apply' && !takenBack.has(plan.id));
  const files = new Map<string, PlannedFile>();
  const dirs = new Set<string>();
  for (const { plan } of live) {
    for (const file of plan.files) {
      files.set(file.path, { path: file.path, before: (files.get(file.path) ?? file).before, after: file.after });
    }
    for (const folder of plan.makes_dirs) dirs.add(folder);
  }
  return {
    transaction_ids: live.map(({ plan }) => plan.id),
    files: [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    patches: live.flatMap(({ plan }) => plan.patches),
    made_dirs: [...dirs].toSorted().toReversed(),
  };
}
