import type { FailureCode, JobState } from '@iama/contracts/job/state';
import type { BillingReason } from '@iama/contracts/usage/quota';

export interface JobEnd {
  readonly state: JobState;
  readonly failure: FailureCode | null;
  /** Work had begun that is billed also if it is broken off. */
  readonly checkpoint_passed: boolean;
  /** Tests stand behind what was delivered. */
  readonly verified: boolean;
  /** Something of ours, or of the machine, had failed and was being tried again. */
  readonly in_recovery: boolean;
}

/** Ways in which a person ends a job: saying so, or going away. They cost the same. */
const BY_PERSON: ReadonlySet<FailureCode | null> = new Set<FailureCode | null>([
  'USER_CANCELLED',
  'CLIENT_DISCONNECTED',
  'FORCE_TERMINATED',
]);

/** Work that no test stands behind is not billed; a fault of ours weighs more than a client that went away. */
export function judgeBilling(end: JobEnd): { readonly billed: boolean; readonly reason: BillingReason } {
  if (end.state === 'DELIVERED') {
    return end.verified ? { billed: true, reason: 'verified' } : { billed: false, reason: 'unverified' };
  }
  if (!end.checkpoint_passed) return { billed: false, reason: 'before_work' };
  const by_person = BY_PERSON.has(end.failure) && !end.in_recovery;
  return by_person ? { billed: true, reason: 'ended_by_person' } : { billed: false, reason: 'not_finished' };
}
