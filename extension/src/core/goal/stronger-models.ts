import type { UsageReport } from '@iama/contracts/usage/usage';

/** Whether a repair can come to a dearer model on this plan, so that going on without asking is something to allow. */
export function hasStrongerModels(tier: UsageReport['tier']): boolean {
  return tier !== 'FREE';
}
