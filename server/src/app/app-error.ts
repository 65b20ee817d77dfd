import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import type { SpecDiffPayload } from '@iama/contracts/job/spec-revision';

/** An outcome a caller must act on, with a code of the catalogue. Anything else that is thrown is a fault of ours. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly extra: {
    readonly accepted_events?: readonly string[];
    readonly retry_after?: number;
    readonly diff_payload?: SpecDiffPayload;
    readonly resets_at?: string;
  };

  constructor(code: ErrorCode, detail?: string, extra: AppError['extra'] = {}, cause?: unknown) {
    super(detail ?? `${ERROR_CATALOGUE[code].title}.`, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.extra = extra;
  }
}
