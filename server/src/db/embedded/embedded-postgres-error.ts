/** Why the embedded database could not be brought up. Stable words: tests and `main.ts` branch on them. */
export type EmbeddedPostgresReason =
  | 'in_use'
  | 'unsupported_platform'
  | 'binaries_broken'
  | 'not_permitted'
  | 'disk_full'
  | 'no_account'
  | 'settings_lost'
  | 'version_mismatch'
  | 'start_failed';

/** `message` says what happened, `next` what the person can do about it. */
export class EmbeddedPostgresError extends Error {
  readonly reason: EmbeddedPostgresReason;
  readonly next: string;

  constructor(reason: EmbeddedPostgresReason, message: string, next: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
    this.reason = reason;
    this.next = next;
  }
}
