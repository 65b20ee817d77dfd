import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';

/** Ctrl-C: the job is kept. */
export function interruptedError(job_id: string): CliError {
  return new CliError(
    'INTERRUPTED',
    'Interrupted. No file was changed, and the job is kept; while it works, the server waits five minutes for you.',
    `Go on with: iama resume ${job_id}`,
    EXIT.interrupted,
    { data: { job_id } },
  );
}
