import type { ApplyRecord, RevertRecord } from '@iama/contracts/job/delivery';

export interface DeliveryRecord {
  readonly job_id: string;
  readonly patch_artifact_id: string;
  readonly evidence_artifact_id: string;
  readonly artifact_expires_at: Date;
  readonly applied: ApplyRecord | null;
  readonly applied_at: Date | null;
  readonly reverted: RevertRecord | null;
  readonly reverted_at: Date | null;
}

export interface DeliveryReads {
  find(job_id: string): Promise<DeliveryRecord | null>;
}

export interface DeliveryStore extends DeliveryReads {
  /** Stages a diff, also in the place of one that was sent back. False when something was done with the one there is. */
  stage(delivery: DeliveryRecord): Promise<boolean>;
  /** The last record of each kind; false when there is no delivery. */
  recordApply(job_id: string, applied: ApplyRecord, at: Date): Promise<boolean>;
  recordRevert(job_id: string, reverted: RevertRecord, at: Date): Promise<boolean>;
}
