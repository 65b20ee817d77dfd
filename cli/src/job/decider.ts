import type { Job } from '@iama/contracts/job/job';
import type { ProposalSet } from '@iama/contracts/job/proposal';
import type { Spec } from '@iama/contracts/job/spec';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { BlackBoxQuestion } from '@iama/contracts/test-run/black-box';
import type { WeakLock } from '@iama/contracts/test-run/lock';
import type { PreflightReason } from '@iama/contracts/workspace/preflight';
import type { RepairAnswer } from './repair-answers.ts';

/** An answer to a repair that waits, with a line for whoever makes the next attempt. */
export interface RepairDecision {
  readonly command: RepairAnswer;
  readonly say: string | null;
}

export type BaselineDecision = 'quarantine' | 'increase_timeout' | 'skip_or_quarantine_test' | 'cancel' | 'leave';

/**
 * The person's decisions on the way of a job: asked for at a terminal, or given beforehand by flags. Whatever nobody
 * decided throws a CliError that says how to decide it; the job is kept.
 */
export interface Decider {
  /** The chosen plan's specification is agreed to with the choice, where the control plane finds the change small enough. */
  readonly fast_track: boolean;
  /** Throws unless every caution is accepted. */
  acceptCautions(cautions: readonly PreflightReason[]): Promise<void>;
  choosePlan(set: ProposalSet): Promise<PlanLevel>;
  approveSpec(spec: Spec): Promise<void>;
  /** What the person wants this revision to say instead, before they are asked about it; null: what it says. */
  wishedSpec?(spec: Spec): SpecContent | null;
  /** Tests that would notice too little stand behind the specification. Throws unless that is accepted. */
  acceptWeakLock(weak: WeakLock): Promise<void>;
  /** Programs are asked at their border, and nobody has agreed yet to what that covers and what not. Throws unless that is accepted. */
  acceptBlackBox(box: BlackBoxQuestion): Promise<void>;
  /** The repair is stuck, or its next step costs more. Throws when nobody is there to answer; the job waits. */
  answerRepair(job: Job): Promise<RepairDecision>;
  afterFailedBaseline(
    job: Pick<Job, 'failure' | 'accepted_events'>,
    failing: readonly string[],
  ): Promise<BaselineDecision>;
}
