import type { RefactorContext } from './context.ts';
import { isStuck } from './is-stuck.ts';

/**
 * What follows a failed verification: another attempt in this tier, the next tier, a question to the person before the
 * next tier, the person's intervention, or the end of the road.
 */
export type Repair = 'same_tier' | 'next_tier' | 'ask' | 'intervene' | 'exhausted';

export type RepairFacts = Pick<RefactorContext, 'healing' | 'tier' | 'tier_attempts' | 'fingerprints'>;

/**
 * Attempts and identical failures are counted per tier. A tier that is used up, or stuck, hands over to the next one the
 * plan allows; only when there is none does a stuck job wait for a person, and one that merely ran out of attempts ends.
 */
export function decideRepair(facts: RepairFacts, fingerprint: string): Repair {
  const tier = facts.healing.tiers[facts.tier];
  const stuck = isStuck([...facts.fingerprints, fingerprint]);
  const used_up = tier === undefined || facts.tier_attempts >= tier.attempts;
  if (!stuck && !used_up) return 'same_tier';
  const next = facts.healing.tiers[facts.tier + 1];
  if (next !== undefined) return next.confirm === true && !facts.healing.pre_authorized ? 'ask' : 'next_tier';
  return stuck ? 'intervene' : 'exhausted';
}
