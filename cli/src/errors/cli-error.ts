import type { ExitCode } from './exit-code.ts';

/** A failure as the person gets it: a stable code, a sentence, what to do next, and the exit code of the process. */
export class CliError extends Error {
  readonly code: string;
  readonly next: string;
  readonly exit: ExitCode;
  /** More for `--json`, and lines to show below the sentence. */
  readonly details: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    next: string,
    exit: ExitCode,
    more: { details?: readonly string[]; data?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'CliError';
    this.code = code;
    this.next = next;
    this.exit = exit;
    this.details = more.details ?? [];
    this.data = more.data ?? {};
  }

  /** The same with the job's id where the advice says `<id>`. */
  about(job_id: string): CliError {
    const { code, message, exit, details, data, cause } = this;
    return new CliError(code, message, this.next.replaceAll('<id>', job_id), exit, {
      details,
      data: { job_id, ...data },
      cause,
    });
  }
}
