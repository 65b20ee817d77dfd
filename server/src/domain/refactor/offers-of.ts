import type { RepairOffer } from '@iama/contracts/job/fallback';
import type { JobCommand } from '@iama/contracts/job/state';
import type { ModelClass } from '@iama/contracts/model/model-class';
import type { HealingTier, RefactorContext } from './context.ts';

export interface OfferFacts {
  /** Credits that the plan has left this month; null without a limit. */
  readonly credits_left: number | null;
  /** Credits that one attempt in this class costs at most. */
  readonly mostOf: (model_class: ModelClass) => number;
}

/** The ways on that ask a model, with what they may cost. Which there are, the statechart has said. */
export function offersOf(
  { healing, tier }: RefactorContext,
  actions: readonly JobCommand[],
  facts: OfferFacts,
): RepairOffer[] {
  const offer = (command: RepairOffer['command'], found: HealingTier | undefined, asks: boolean): RepairOffer[] => {
    if (found === undefined || !actions.includes(command)) return [];
    const { model_class = 'L1', attempts } = found;
    const credits_max = attempts * facts.mostOf(model_class);
    const share_of_left = facts.credits_left === null ? null : credits_max / Math.max(1, facts.credits_left);
    return [{ command, model_class, needs_confirmation: asks, credits_max, share_of_left }];
  };
  const deep = healing.deep_fix_tier === null ? undefined : healing.tiers[healing.deep_fix_tier];
  return [
    ...offer('retry', healing.tiers[tier], false),
    ...offer('escalate', healing.tiers[tier + 1], true),
    ...offer('deep_fix', deep, healing.deep_fix_confirm ?? deep?.confirm ?? false),
  ];
}
