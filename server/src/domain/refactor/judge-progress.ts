import type { Progress } from '@iama/contracts/job/evidence';

/** A failed attempt, as far as progress goes: what failed, and how many tests and suites. */
export interface FailedAttempt {
  readonly fingerprint: string;
  readonly failed_count: number;
}

/** Whether an attempt got anywhere, compared with the one before it. `before` is null for a tier's first. */
export function judgeProgress(before: FailedAttempt | null, now: FailedAttempt): Progress {
  if (before === null) return 'first';
  if (before.fingerprint === now.fingerprint) return 'same';
  if (before.failed_count === now.failed_count) return 'different';
  return now.failed_count > before.failed_count ? 'worse' : 'better';
}
