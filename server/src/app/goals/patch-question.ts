import type { Review } from '@iama/contracts/job/review';
import type { Patch } from '@iama/contracts/patch/patch';
import { renderUnifiedDiff } from '@iama/engine/patch/render-unified-diff';
import type { PatchQuestion } from '../../domain/prompt/patch-prompt.ts';
import { readArtifact, readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import type { GoalJob } from './goal-job.ts';

/** A failed diff is shown up to here; the failures say more than the rest of it would. */
const MOST_DIFF = 20_000;

/** All that the next attempt is told. After a deep fix was asked for, nothing of the attempts before it. */
export async function patchQuestion(deps: AppDeps, { job_id, goal, context, bundle }: GoalJob): Promise<PatchQuestion> {
  const { artifacts } = deps.store.read;
  const spec = await readLatest(artifacts, job_id, 'spec');
  if (spec === null) throw new Error(`Job ${job_id} edits without a specification`);
  const { target, feedback, deep_fix_from } = context;
  const since = context.attempts.filter(({ number }) => number > (deep_fix_from ?? 0));
  const failed = since.filter(({ verdict }) => verdict === 'regressed' || verdict === 'unusable');
  return {
    goal,
    target,
    bundle,
    spec,
    attempts: failed,
    feedback,
    last_diff: feedback === null ? null : await diffOf(deps, job_id, feedback.previous_patch_artifact_id),
    clarifications: context.clarifications ?? [],
    reviews: await reviewsOf(deps, job_id),
  };
}

async function diffOf(deps: AppDeps, job_id: string, artifact_id: string): Promise<string> {
  const patch = await readArtifact(deps.store.read.artifacts, job_id, artifact_id, 'patch');
  return renderUnifiedDiff(patch).slice(0, MOST_DIFF).toWellFormed();
}

async function reviewsOf(deps: AppDeps, job_id: string): Promise<PatchQuestion['reviews']> {
  const { artifacts } = deps.store.read;
  const stored = await artifacts.list(job_id, 'review');
  return await Promise.all(
    stored.map(async ({ id }) => {
      const review = await readArtifact(artifacts, job_id, id, 'review');
      return {
        review,
        rejected: rejectedLines(await readArtifact(artifacts, job_id, review.patch_artifact_id, 'patch'), review),
      };
    }),
  );
}

function rejectedLines({ files }: Patch, { rejected_hunk_ids }: Review): string[] {
  const ids = new Set(rejected_hunk_ids);
  return files.flatMap(({ path, hunks }) =>
    hunks.flatMap(({ id, lines }) => (ids.has(id) ? [`${path}:\n${lines.join('\n')}`] : [])),
  );
}
