import { reportAnalysis } from '../../domain/plan/report-analysis.ts';
import { readLatest } from '../artifacts/read-body.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import type { ActivityRequest } from '../ports/queue.ts';

/** Activity: the analysis as a report, for organisations that file it. */
export async function buildAnalysisReport(deps: AppDeps, request: Omit<ActivityRequest, 'params'>): Promise<void> {
  const { job_id } = request;
  // The newest: of a goal, it is the one with the plans.
  const analysis = await readLatest(deps.store.read.artifacts, job_id, 'analysis');
  if (analysis === null) throw new Error(`Job ${job_id} reports an analysis that it has not`);
  await finishActivity(deps, request, async (tx, job) => {
    const report = reportAnalysis({ analysis, created_at: job.now.toISOString() });
    const { id: artifact_id } = await storeArtifact(deps, tx, job, 'analysis_report', report);
    return { type: 'analysis_report_built', artifact_id };
  });
}
