import type { JobFailure } from '@iama/contracts/job/state';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';

/** A job's failure as an error of the CLI. */
export function failureError(job_id: string, failure: JobFailure): CliError {
  const exit = failure.code === 'WORKSPACE_CHANGED' ? EXIT.conflict : EXIT.failure;
  const details = failure.detail === '' ? [] : [failure.detail];
  return new CliError(failure.code, failure.title, failure.next, exit, { details, data: { job_id, failure } });
}
