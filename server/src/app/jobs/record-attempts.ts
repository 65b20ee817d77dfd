import type { Patch } from '@iama/contracts/patch/patch';
import type { AttemptRecord } from '../../domain/refactor/context.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import type { EditOperation } from '../ports/attempt-store.ts';
import type { Transaction } from '../ports/store.ts';
import type { LockedJob } from './locked-job.ts';

/** Writes the attempts that a step has ended, and marks one whose tests are run again. */
export async function recordAttempts(
  deps: Pick<AppDeps, 'ids'>,
  tx: Transaction,
  job: LockedJob,
  before: readonly AttemptRecord[],
  after: readonly AttemptRecord[],
): Promise<void> {
  for (const taken_back of before.slice(after.length)) await tx.attempts.supersede(job.id, taken_back.number, job.now);
  for (const ended of after.slice(before.length)) {
    const { org_id } = job.record;
    const { problems = [], breaches = [], timed_out: _told, only_time_outs: _too, ...attempt } = ended;
    const row = { ...attempt, id: deps.ids.next(), job_id: job.id, org_id, problems, breaches, created_at: job.now };
    await tx.attempts.insert({ ...row, superseded_at: null }, await operationsOf(tx, job.id, ended));
  }
}

/** None of a draft that is no patch. */
async function operationsOf(tx: Transaction, job_id: string, attempt: AttemptRecord): Promise<EditOperation[]> {
  if (attempt.verdict === 'unusable') return [];
  return editOperations(await readArtifact(tx.artifacts, job_id, attempt.patch_artifact_id, 'patch'));
}

export function editOperations({ files }: Pick<Patch, 'files'>): EditOperation[] {
  return files.flatMap(({ path, change, new_path, base_sha256, result_sha256, edits }): EditOperation[] => {
    const file = { path, change, new_path, base_sha256, result_sha256 };
    if (edits.length === 0)
      return [{ ...file, start_offset: null, end_offset: null, replacement_length: null, finding_id: null }];
    return edits.map(({ start, end, replacement, finding_id }) => ({
      ...file,
      start_offset: start,
      end_offset: end,
      replacement_length: replacement.length,
      finding_id,
    }));
  });
}
