import type { Evidence } from '@iama/contracts/job/evidence';
import type { LockSettings } from '@iama/contracts/test-run/lock';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { judgeStrength } from '@iama/engine/lock/evidence/lock-evidence';
import { assembleEvidence } from '../../domain/evidence/assemble-evidence.ts';
import { modelCost } from '../../domain/evidence/model-cost.ts';
import type { EvidenceFacts } from '../../domain/evidence/assemble-evidence.ts';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import { readArtifact, readLatest } from '../artifacts/read-body.ts';
import { renamesOf } from '../artifacts/renames-of.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import type { ArtifactReads } from '../ports/artifact-store.ts';
import type { Transaction } from '../ports/store.ts';

interface Params {
  readonly baseline_run_artifact_id: string | null;
  readonly verification_run_artifact_id: string | null;
  readonly patch_artifact_id: string;
}

/** Activity: what stands behind the diff is put together, and the diff is staged with it. */
export async function buildEvidence(
  deps: AppDeps,
  request: Omit<ActivityRequest, 'params'> & { readonly params: Params },
): Promise<void> {
  const { job_id, params } = request;
  const runs = await readRuns(deps.store.read.artifacts, job_id, params);
  const receipts = await deps.store.read.model_calls.receipts(job_id);
  await finishActivity(deps, request, async (tx, job) => {
    const { recipe_id, level, spec_revision, quarantined, attempts, weak_lock, black_box, ...context } = snapshotOf(
      job.record,
    ).context;
    if (level === null) throw new Error(`Job ${job_id} has a patch but no level`);
    const created_at = job.now.toISOString();
    const lock = judged(runs.baseline, context.lock, Boolean(weak_lock), Boolean(black_box?.is_accepted));
    const { goal, quote } = context;
    const models = goal === undefined ? undefined : modelCost(receipts, quote);
    const spec = await agreedIn(tx.artifacts, job_id, spec_revision);
    const job_facts = { recipe_id, level, spec_revision, quarantined, attempts, created_at, lock, goal, models };
    const written_tests = await readWritten(tx, job_id, context.artifacts.written_tests);
    const evidence = assembleEvidence({ ...runs, ...job_facts, written_tests, ...(spec && { spec }) });
    return stage(deps, tx, job, evidence, params.patch_artifact_id);
  });
}

/** Which revision the person agreed to, and how. */
async function agreedIn(artifacts: ArtifactReads, job_id: string, agreed: number): Promise<Evidence['spec']> {
  const spec = await readLatest(artifacts, job_id, 'spec');
  if (!spec || spec.revision !== agreed || !spec.approved_by || spec.approved_at === null) return undefined;
  const { revision_token, implicit = false, approved_by, approved_at } = spec;
  return { revision_token, implicit, approved_by, approved_at };
}

type LockJudged = NonNullable<EvidenceFacts['lock']>;

function judged(
  baseline: TestRun | null,
  settings: LockSettings | undefined,
  was_told: boolean,
  has_read: boolean,
): LockJudged | null {
  if (!baseline?.lock || !settings) return null;
  const { tried, noticed, possible } = baseline.lock.faults;
  const { threshold } = settings;
  const strength = judgeStrength(noticed, tried, possible, threshold);
  const accepted = { accepted_weak: was_told && strength === 'weak' };
  if (!baseline.lock.black_box) return { threshold, strength, ...accepted, mode: 'characterization' };
  return { threshold, strength, ...accepted, mode: 'black_box', accepted_black_box: has_read };
}

async function readRuns(artifacts: ArtifactReads, job_id: string, params: Params) {
  const { baseline_run_artifact_id: before, verification_run_artifact_id: after, patch_artifact_id } = params;
  return {
    baseline: before === null ? null : await readArtifact(artifacts, job_id, before, 'baseline_run'),
    verification: after === null ? null : await readArtifact(artifacts, job_id, after, 'verification_run'),
    renames: renamesOf(await readArtifact(artifacts, job_id, patch_artifact_id, 'patch')),
    reviews: await readReviews(artifacts, job_id),
  };
}

async function readWritten(tx: Transaction, job_id: string, artifact_id: string | null | undefined) {
  if (!artifact_id) return null;
  const spec = await readLatest(tx.artifacts, job_id, 'spec');
  const tests = await readArtifact(tx.artifacts, job_id, artifact_id, 'written_tests');
  return { tests, clauses_total: (spec?.bdd.length ?? 0) + (spec?.sdd.length ?? 0) };
}

async function readReviews(artifacts: ArtifactReads, job_id: string) {
  const stored = await artifacts.list(job_id, 'review');
  return await Promise.all(stored.map(({ id }) => readArtifact(artifacts, job_id, id, 'review')));
}

async function stage(
  deps: AppDeps,
  tx: Transaction,
  job: LockedJob,
  evidence: Evidence,
  patch_artifact_id: string,
): Promise<RefactorEvent> {
  const { id: artifact_id, expires_at } = await storeArtifact(deps, tx, job, 'evidence', evidence);
  const staged = await tx.deliveries.stage({
    job_id: job.id,
    patch_artifact_id,
    evidence_artifact_id: artifact_id,
    artifact_expires_at: expires_at,
    applied: null,
    applied_at: null,
    reverted: null,
    reverted_at: null,
  });
  if (!staged) throw new Error(`Job ${job.id} stages a diff over one that was applied`);
  return { type: 'evidence_built', artifact_id };
}
