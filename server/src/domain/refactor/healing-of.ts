import type { User } from '@iama/contracts/auth/auth';
import type { HealingPolicy, HealingTier } from './context.ts';

const L1: HealingTier = { name: 'L1', model_class: 'L1', attempts: 3 };
const L2: HealingTier = { name: 'L2', model_class: 'L2', attempts: 3, confirm: true };
const L3: HealingTier = { name: 'L3', model_class: 'L3', attempts: 3, confirm: true };

/** A deep fix starts again in the strongest tier that the plan has; only L3's price has to be agreed to there. */
const LADDERS: Readonly<Record<User['tier'], Omit<HealingPolicy, 'pre_authorized'>>> = {
  FREE: { tiers: [L1], deep_fix_tier: null },
  PLUS: { tiers: [L1, L2], deep_fix_tier: null },
  PRO: { tiers: [L1, L2], deep_fix_tier: 1, deep_fix_confirm: false },
  MAX: { tiers: [L1, L2, L3], deep_fix_tier: 2, deep_fix_confirm: true },
  ENTERPRISE: { tiers: [L1, L2, L3], deep_fix_tier: 2, deep_fix_confirm: true },
};

/** Who tries how often at a goal: attempts 1–3 are L1's, 4–6 L2's, and L3's after that, as far as the plan goes. */
export function healingOfGoal(tier: User['tier'], pre_authorized: boolean): HealingPolicy {
  return { ...LADDERS[tier], pre_authorized };
}

/** The same with one model of the person's editor: as many attempts as the plan has, and no step that asks for a stronger one. */
export function healingOfClientGoal(tier: User['tier']): HealingPolicy {
  const { tiers, deep_fix_tier } = LADDERS[tier];
  const attempts = tiers.reduce((sum, each) => sum + each.attempts, 0);
  return {
    tiers: [{ ...L1, attempts }],
    deep_fix_tier: deep_fix_tier === null ? null : 0,
    deep_fix_confirm: false,
    pre_authorized: false,
  };
}
