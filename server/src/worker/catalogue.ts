import { Id } from '@iama/contracts/primitives';
import { z } from 'zod';
import { buildEvidence } from '../app/evidence/build-evidence.ts';
import { draftPatch } from '../app/goals/draft-patch.ts';
import { draftTests } from '../app/goals/draft-tests.ts';
import { buildAnalysisReport } from '../app/proposals/build-analysis-report.ts';
import { buildProposals } from '../app/proposals/build-proposals.ts';
import type { AppDeps } from '../app/deps.ts';
import type { ActivityRequest } from '../app/ports/queue.ts';

type RunActivity = (deps: AppDeps, request: ActivityRequest, signal: AbortSignal) => Promise<void>;

/** Everything a statechart may ask of a worker, with the payload each needs. */
export const CATALOGUE = {
  build_proposals: activity(z.object({ analysis_artifact_id: Id }), buildProposals),
  build_analysis_report: activity(z.object({}), buildAnalysisReport),
  draft_tests: activity(z.object({}), draftTests),
  draft_patch: activity(z.object({}), draftPatch),
  build_evidence: activity(
    z.object({
      baseline_run_artifact_id: Id.nullable(),
      verification_run_artifact_id: Id.nullable(),
      patch_artifact_id: Id,
    }),
    buildEvidence,
  ),
} as const satisfies Record<string, RunActivity>;

export function isActivityName(name: string): name is keyof typeof CATALOGUE {
  return Object.hasOwn(CATALOGUE, name);
}

function activity<Params extends z.ZodObject>(
  params: Params,
  run: (
    deps: AppDeps,
    request: Omit<ActivityRequest, 'params'> & { readonly params: z.infer<Params> },
    signal: AbortSignal,
  ) => Promise<void>,
): RunActivity {
  return (deps, request, signal) => run(deps, { ...request, params: params.parse(request.params) }, signal);
}
