import type { LockFacts, LockSettings, WeakLock } from '@iama/contracts/test-run/lock';
import { judgeStrength } from '@iama/engine/lock/evidence/lock-evidence';

export interface LockJudgement {
  readonly seal_sha256: string | null;
  /** What the tests would not notice, when that is more than the person allows. */
  readonly weak: WeakLock | null;
}

/** A person reads so many, and the job remembers them; the run has them all. */
const MOST_SHOWN = 20;

/** What a baseline's lock means for the job. A client that knows no lock has sealed nothing. */
export function judgeLock(facts: LockFacts | undefined, settings: LockSettings | undefined): LockJudgement {
  if (!facts || !settings) return { seal_sha256: null, weak: null };
  const { tried, noticed, possible } = facts.faults;
  const { threshold } = settings;
  const is_weak = judgeStrength(noticed, tried, possible, threshold) === 'weak';
  const weak = is_weak ? { threshold, noticed, tried, survivors: facts.survivors.slice(0, MOST_SHOWN) } : null;
  return { seal_sha256: facts.seal.sha256, weak };
}
