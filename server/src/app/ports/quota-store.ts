import type { BillingReason, Entitlements } from '@iama/contracts/usage/quota';
import type { BillingCheckpoint, JobReservation, ModelUse, UsageReport } from '@iama/contracts/usage/usage';
import type { QuotaUse } from '../../domain/quota/judge-start.ts';
import type { Actor } from '../actor.ts';

type Person = Pick<Actor, 'org_id' | 'user_id'>;
export type PlanLimits = Omit<Entitlements, 'model_classes' | 'features'>;

export interface ReservationRecord {
  readonly id: string;
  readonly status: JobReservation['status'];
  readonly checkpoint_at: Date | null;
}

export interface NewReservation {
  readonly id: string;
  /** `<user_id>:<billing_cycle>:<job_id>` */
  readonly idempotency_key: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly job_id: string;
  readonly billing_cycle: string;
  /** In UTC, `2026-11-30`. */
  readonly day: string;
  readonly held_credits: number;
  readonly reserved_at: Date;
}

export interface CheckpointRecord extends Omit<BillingCheckpoint, 'at'> {
  readonly id: string;
  readonly reservation_id: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly job_id: string;
  readonly epoch: number;
  readonly at: Date;
}

export interface QuotaReads {
  /** The limits of the plan that the account has now. */
  plan(user_id: string): Promise<PlanLimits>;
  /** Those of every plan, smallest plan first. */
  plans(): Promise<PlanLimits[]>;
  /** What was written when the job was started; null before that. */
  entitlements(job_id: string): Promise<Entitlements | null>;
  use(user_id: string, day: string, billing_cycle: string): Promise<QuotaUse>;
  /** Credits of the account's last billed jobs, newest first. */
  pastCredits(user_id: string, limit: number): Promise<number[]>;
  /** The reservation of a job that stands; if there is none, the last one that was released. */
  ofJob(person: Person, job_id: string): Promise<JobReservation | null>;
  checkpoints(job_id: string): Promise<BillingCheckpoint[]>;
  jobCounts(person: Person, billing_cycle: string): Promise<UsageReport['job_counts'] & { used_credits: number }>;
  /** Newest first. */
  jobs(person: Person, billing_cycle: string, limit: number): Promise<UsageReport['jobs']>;
  /** Calls of a person in a stretch of time, or of one job. */
  models(of: Person & ({ from: Date; until: Date } | { job_id: string })): Promise<ModelUse[]>;
}

export interface QuotaStore extends QuotaReads {
  /** Nobody else reserves for this account until the transaction ends. */
  lock(user_id: string): Promise<void>;
  /** Keeps what is there: the first start counts. */
  keepEntitlements(job: Person & { readonly job_id: string }, body: Entitlements, at: Date): Promise<void>;
  /** The reservation that the job holds or has consumed, its row locked; null when there is none. */
  standing(job_id: string): Promise<ReservationRecord | null>;
  /** Holds, also again what was released in the same cycle. The id of the row; null when it is held or consumed already. */
  hold(reservation: NewReservation): Promise<string | null>;
  /** False when there was nothing held. */
  pass(reservation_id: string, at: Date): Promise<boolean>;
  /** Ends what is held, or corrects the credits of what is consumed. False when it was released. */
  consume(reservation_id: string, used_credits: number, reason: BillingReason, at: Date): Promise<boolean>;
  /** Gives back what is held. False when there was nothing held. */
  release(reservation_id: string, reason: BillingReason, at: Date): Promise<boolean>;
  /** Billionths of a US dollar of the job's calls that were served for certain and have a price. */
  costOf(job_id: string): Promise<number>;
  append(record: CheckpointRecord): Promise<void>;
}
