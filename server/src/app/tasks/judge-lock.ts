import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import type { LockFacts, LockSettings, WeakLock } from '@iama/contracts/test-run/lock';
import { judgeStrength } from '@iama/engine/lock/evidence/lock-evidence';
import type { RefactorEventOf } from '../../domain/refactor/events.ts';
import type { AppDeps } from '../deps.ts';

export interface LockJudgement {
  readonly seal_sha256: string | null;
  /** What the tests would not notice, when that is more than the person allows. */
  readonly weak: WeakLock | null;
  /** What programs at their border are held to, where they were asked. */
  readonly black_box: NonNullable<RefactorEventOf<'baseline_passed'>['black_box']> | null;
}

/** A person reads so many, and the job remembers them; the run has them all. */
const MOST_SHOWN = 20;

/** What a baseline's lock means for the job. A client that knows no lock has sealed nothing. */
export function judgeLock(
  { digest }: Pick<AppDeps, 'digest'>,
  facts: LockFacts | undefined,
  settings: LockSettings | undefined,
): LockJudgement {
  if (!facts || !settings) return { seal_sha256: null, weak: null, black_box: null };
  const { tried, noticed, possible } = facts.faults;
  const { threshold } = settings;
  const is_weak = judgeStrength(noticed, tried, possible, threshold) === 'weak';
  const weak = is_weak ? { threshold, noticed, tried, survivors: facts.survivors.slice(0, MOST_SHOWN) } : null;
  const black_box = facts.black_box ? boxOf(facts.black_box, digest) : null;
  return { seal_sha256: facts.seal.sha256, weak, black_box };
}

/** Reasons may have times in them; what is covered and what is not is the question. */
function boxOf({ covered, uncovered, not_listed, none_because }: BlackBoxFacts, digest: AppDeps['digest']) {
  const lists = [covered.map(({ probe, answer }) => [probe, answer]), uncovered.map(({ what }) => what), not_listed];
  return {
    lists_sha256: digest.sha256(JSON.stringify(lists)),
    covered: covered.length,
    uncovered: uncovered.length,
    some_uncovered: uncovered.slice(0, MOST_SHOWN).map(({ what }) => what),
    none_because,
  };
}
