import type { Spec } from '@iama/contracts/job/spec';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** The newest revision. NOT_FOUND, also while there is none yet. */
export async function getSpec(deps: Pick<AppDeps, 'store'>, actor: Actor, input: { job_id: string }): Promise<Spec> {
  const { id } = await findJob(deps, actor, input.job_id);
  const spec = await readLatest(deps.store.read.artifacts, id, 'spec');
  if (spec === null) throw new AppError('NOT_FOUND', 'There is no specification yet: choose a plan first.');
  return spec;
}
