import type { AttemptFile } from '@iama/contracts/job/attempt';
import type { AttemptVerdict, Progress } from '@iama/contracts/job/evidence';
import type { Exclusion } from '@iama/contracts/job/review';
import type { PatchFile } from '@iama/contracts/patch/patch';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { Keyset } from './job-store.ts';

export interface AttemptRow {
  readonly id: string;
  readonly job_id: string;
  readonly org_id: string;
  readonly number: number;
  readonly tier: string;
  readonly verdict: AttemptVerdict;
  readonly fingerprint: string | null;
  readonly progress: Progress | null;
  readonly failed_tests: string[];
  readonly failed_count: number;
  readonly problems: string[];
  readonly breaches: Breach[];
  readonly excluded: Exclusion[];
  /** The draft, where that could not be made a patch. */
  readonly patch_artifact_id: string;
  readonly verification_artifact_id: string | null;
  readonly patch_sha256: string;
  readonly lines_added: number;
  readonly lines_removed: number;
  readonly created_at: Date;
  readonly superseded_at: Date | null;
}

/** One replacement; places and length in UTF-16 code units, null for a file that is deleted or only gets another name. */
export interface EditOperation extends Pick<
  PatchFile,
  'path' | 'change' | 'new_path' | 'base_sha256' | 'result_sha256'
> {
  readonly start_offset: number | null;
  readonly end_offset: number | null;
  readonly replacement_length: number | null;
  readonly finding_id: string | null;
}

export interface AttemptReads {
  /** Oldest first, those after `after`; each with its files, by path. */
  page(
    job_id: string,
    page: { readonly limit: number; readonly after?: Keyset | undefined },
  ): Promise<(AttemptRow & { readonly files: AttemptFile[] })[]>;
}

export interface AttemptStore extends AttemptReads {
  /** False, and nothing written, when this attempt is there already. */
  insert(attempt: AttemptRow, operations: readonly EditOperation[]): Promise<boolean>;
  /** The standing row of this number does not count any more. */
  supersede(job_id: string, number: number, at: Date): Promise<void>;
}
