import { buildProposals as propose } from '../../domain/plan/build-proposals.ts';
import { lockOf } from '../../domain/refactor/black-box.ts';
import { readArtifact } from '../artifacts/read-body.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import { hasFeature } from '../quota/has-feature.ts';
import { planGoal } from '../goals/plan-goal.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import type { ActivityRequest } from '../ports/queue.ts';

/** No model is asked, and nothing is uncertain. */
const RECIPE = { tokens: null, confidence: null };

type Request = Omit<ActivityRequest, 'params'> & { readonly params: { readonly analysis_artifact_id: string } };

/** Activity: the analysis becomes three plans. Those of a goal are a model's. */
export async function buildProposals(deps: AppDeps, request: Request, signal: AbortSignal): Promise<void> {
  const { job_id, params } = request;
  const analysis = await readArtifact(deps.store.read.artifacts, job_id, params.analysis_artifact_id, 'analysis');
  if (analysis.plans.length === 0) return await planGoal(deps, request, analysis, signal);
  const professional = (await hasFeature(deps, job_id, 'professional_proposals')) ? RECIPE : null;
  await finishActivity(deps, request, async (tx, job) => {
    const { tier = 'FREE' } = (await tx.quota.entitlements(job_id)) ?? {};
    const lock = lockOf(snapshotOf(job.record).context);
    const proposals = propose(analysis, lock, undefined, { professional, tier });
    const { id: artifact_id } = await storeArtifact(deps, tx, job, 'proposals', proposals);
    const selectable = proposals.proposals.filter((proposal) => proposal.selectable).map(({ level }) => level);
    return { type: 'proposals_built', artifact_id, selectable };
  });
}
