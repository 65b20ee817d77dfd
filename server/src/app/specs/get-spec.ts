import type { Spec } from '@iama/contracts/job/spec';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { findJob } from '../jobs/find-job.ts';
import { findRevision } from './find-revision.ts';

/** The newest revision, or the one with this number. NOT_FOUND, also while there is none yet. */
export async function getSpec(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; revision?: number | undefined },
): Promise<Spec> {
  const job = await findJob(deps, actor, input.job_id);
  const { id } = job;
  const { artifacts } = deps.store.read;
  const newest = await readLatest(artifacts, id, 'spec');
  if (newest === null) throw new AppError('NOT_FOUND', 'There is no specification yet: choose a plan first.');
  const { revision } = input;
  if (revision === undefined || revision === newest.revision) {
    const { weak_lock, spec_approved } = snapshotOf(job).context;
    const { approved_by: _before, ...content } = newest;
    return weak_lock && !spec_approved ? { ...content, approved_at: null, weak_lock } : newest;
  }
  // Revisions count from 1 without gaps, so a higher number needs no search.
  const older =
    revision > newest.revision ? null : await findRevision(artifacts, id, (spec) => spec.revision === revision);
  if (older === null)
    throw new AppError('NOT_FOUND', `There is no revision ${revision}; the newest is ${newest.revision}.`);
  return older;
}
