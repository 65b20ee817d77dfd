import type { Spec } from '@iama/contracts/job/spec';
import type { RefactorContext } from '../../domain/refactor/context.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readArtifact, readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { findJob } from '../jobs/find-job.ts';
import type { ArtifactReads } from '../ports/artifact-store.ts';
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
    const { context } = snapshotOf(job);
    const asked = context.spec_approved ? null : await questionOf(artifacts, id, context);
    if (asked === null) return newest;
    const { approved_by: _before, ...content } = newest;
    return { ...content, approved_at: null, ...asked };
  }
  // Revisions count from 1 without gaps, so a higher number needs no search.
  const older =
    revision > newest.revision ? null : await findRevision(artifacts, id, (spec) => spec.revision === revision);
  if (older === null)
    throw new AppError('NOT_FOUND', `There is no revision ${revision}; the newest is ${newest.revision}.`);
  return older;
}

/** What the job came back for, after it had been approved once. */
async function questionOf(
  artifacts: ArtifactReads,
  job_id: string,
  { weak_lock, black_box, confidence }: RefactorContext,
): Promise<Pick<Spec, 'black_box' | 'weak_lock'> | null> {
  if (black_box && !black_box.is_accepted) {
    const { baseline_run_id } = black_box;
    const run = await readArtifact(artifacts, job_id, baseline_run_id, 'baseline_run');
    if (!run.lock?.black_box) throw new Error(`Job ${job_id} asks about a black box that its baseline does not have`);
    return { black_box: { ...run.lock.black_box, baseline_run_id, confidence: confidence?.score ?? null } };
  }
  return weak_lock ? { weak_lock } : null;
}
