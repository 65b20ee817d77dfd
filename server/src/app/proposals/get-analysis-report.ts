import type { AnalysisReport } from '@iama/contracts/job/analysis-report';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** NOT_FOUND, also for a plan that has none. */
export async function getAnalysisReport(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string },
): Promise<AnalysisReport> {
  const { id } = await findJob(deps, actor, input.job_id);
  const report = await readLatest(deps.store.read.artifacts, id, 'analysis_report');
  if (report === null)
    throw new AppError('NOT_FOUND', 'There is no report: the plan ENTERPRISE has one, once the code was read.');
  return report;
}
