import type { Spec } from '@iama/contracts/job/spec';
import type { ClauseTest } from '@iama/contracts/test-run/written-tests';

export interface SpecStore {
  /** The revision with its items. Written once; the artifact of the same transaction is what was agreed to. */
  insert(
    revision: { readonly job_id: string; readonly org_id: string; readonly created_at: Date },
    spec: Spec,
  ): Promise<void>;
  /** What tests of its clauses said last; a test that was linked before is linked once. */
  linkTests(
    run: {
      readonly job_id: string;
      readonly revision: number;
      readonly artifact_id: string;
      readonly measured_at: Date;
    },
    tests: readonly ClauseTest[],
  ): Promise<void>;
  approve(job_id: string, revision: number, at: Date): Promise<void>;
}
