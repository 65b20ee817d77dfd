import type { Spec } from '@iama/contracts/job/spec';
import type { PlanLevel } from '@iama/contracts/recipe';
import { writeSpec } from '../../domain/plan/write-spec.ts';
import { isSmallChange } from '../../domain/plan/fast-track.ts';
import type { SpecFacts } from '../../domain/refactor/events.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import { storeRevision } from './store-revision.ts';

/** Writes the specification of the plan that was chosen, which nobody has approved yet. `implicit`: nobody will be asked about it. */
export async function storePlannedRevision(
  deps: Pick<AppDeps, 'ids' | 'policy'>,
  tx: Transaction,
  job: LockedJob,
  level: PlanLevel,
  implicit = false,
): Promise<{ readonly spec: Spec; readonly facts: SpecFacts }> {
  const analysis = await readLatest(tx.artifacts, job.id, 'analysis');
  if (analysis === null) throw new Error(`Job ${job.id} has plans but no analysis`);
  const { goal, spec_revision } = snapshotOf(job.record).context;
  const revision = spec_revision + 1;
  const plan = analysis.plans.find((each) => each.level === level);
  const small = plan !== undefined && isSmallChange(plan, goal === undefined);
  const written = writeSpec({ analysis, level, revision, revision_token: deps.ids.next(), small });
  const spec: Spec = { ...written, ...(implicit && { implicit }) };
  const { id: spec_artifact_id } = await storeRevision(deps, tx, job, spec);
  return { spec, facts: { spec_artifact_id, revision, allowed_files: spec.allowed_files } };
}
