/** The process cannot start, for a reason that a person can do something about. */
export class StartError extends Error {
  readonly next: string;

  constructor(message: string, next: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StartError';
    this.next = next;
  }
}
