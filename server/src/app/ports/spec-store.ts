import type { Spec } from '@iama/contracts/job/spec';

export interface SpecStore {
  /** The revision with its items. Written once; the artifact of the same transaction is what was agreed to. */
  insert(
    revision: { readonly job_id: string; readonly org_id: string; readonly created_at: Date },
    spec: Spec,
  ): Promise<void>;
  approve(job_id: string, revision: number, at: Date): Promise<void>;
}
