import type { Job } from '@iama/contracts/job/job';
import type { Proposal } from '@iama/contracts/job/proposal';
import type { PlanLevel } from '@iama/contracts/recipe';
import { judgeFastTrack } from '../../domain/plan/fast-track.ts';
import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { advance } from '../jobs/advance.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { snapshotOf } from '../jobs/lifecycle-of.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import { onJob } from '../jobs/on-job.ts';
import { presentJob } from '../jobs/present-job.ts';
import type { Transaction } from '../ports/store.ts';
import { approveRevision } from '../specs/approve-revision.ts';
import { storePlannedRevision } from '../specs/store-planned-revision.ts';

interface Choice {
  readonly job_id: string;
  readonly level: PlanLevel;
  /** Agree to the plan's specification as it is written, in the same transaction. */
  readonly fast_track?: boolean;
}

/**
 * Chooses a plan; its specification is written with the choice. With `fast_track` the person agrees to it as well: the job goes
 * through WAITING_SPEC_APPROVAL like any other, by an approval of theirs. NOT_FOUND, ILLEGAL_TRANSITION, PROPOSAL_NOT_SELECTABLE,
 * FAST_TRACK_TOO_LARGE, FAST_TRACK_NOT_IN_PLAN.
 */
export function selectProposal(deps: AppDeps, actor: Actor, input: Choice): Promise<Job> {
  const { level, fast_track = false } = input;
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'select_proposal');
    const offered = await readLatest(tx.artifacts, job.id, 'proposals');
    const chosen = offered?.proposals.find((proposal) => proposal.level === level && proposal.selectable);
    if (!chosen) throw new AppError('PROPOSAL_NOT_SELECTABLE');
    if (fast_track) await refuseFastTrack(tx, job, chosen);
    const { spec, facts } = await storePlannedRevision(deps, tx, job, level, fast_track);
    await advance(deps, tx, job, selection(chosen, facts), actor);
    if (fast_track) await advance(deps, tx, job, await approveRevision(deps, tx, job, actor, spec), actor);
    return presentJob(deps, tx.presence, job.record);
  });
}

type Selection = RefactorEventOf<'select_proposal'>;

function selection({ level, price }: Proposal, facts: Omit<Selection, 'type' | 'level' | 'quote'>): Selection {
  const { credits_min, credits_max, credits_cap } = price;
  const quote = credits_cap === undefined ? {} : { quote: { credits_min, credits_max, credits_cap } };
  return { type: 'select_proposal', level, ...quote, ...facts };
}

/** Judged again, and not read from the proposal: what a job may do is what it was started under. */
async function refuseFastTrack(tx: Transaction, job: LockedJob, chosen: Proposal): Promise<void> {
  const { goal } = snapshotOf(job.record).context;
  const { tier = 'FREE' } = (await tx.quota.entitlements(job.id)) ?? {};
  const judged = judgeFastTrack(chosen, goal === undefined, tier);
  if (judged === 'too_large') throw new AppError('FAST_TRACK_TOO_LARGE');
  if (judged === 'not_in_plan') throw new AppError('FAST_TRACK_NOT_IN_PLAN');
}
