import type { z } from 'zod';

interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** The request does not fit its schema. `path` begins with where: `body.target.path`, `query.limit`. */
export class InvalidRequest extends Error {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super('The request is not valid');
    this.name = 'InvalidRequest';
    this.errors = errors;
  }

  static from(where: string, error: z.ZodError): InvalidRequest {
    return new InvalidRequest(
      // An answer must not grow with what was sent.
      error.issues.slice(0, 50).map((issue) => ({
        path: [where, ...issue.path.map(String)].join('.').slice(0, 500),
        message: issue.message.slice(0, 500),
      })),
    );
  }
}
