import type { Proposal } from '@iama/contracts/job/proposal';
import type { UsageReport } from '@iama/contracts/usage/usage';
import type { Translate } from '../translate.ts';

/** What a price is measured by. */
export interface Purse {
  /** Figures are for those whose plan is a professional one; others get a share of what they have. */
  readonly professional: boolean;
  /** Credits left this month, without what is set aside; null where the plan has no limit. */
  readonly credits_left: number | null;
}

const PROFESSIONAL: ReadonlySet<UsageReport['tier']> = new Set(['PRO', 'MAX', 'ENTERPRISE']);

export function purseOf({ tier, monthly_credits }: Pick<UsageReport, 'tier' | 'monthly_credits'>): Purse {
  const left = monthly_credits && Math.max(0, monthly_credits.limit - monthly_credits.used - monthly_credits.held);
  return { professional: PROFESSIONAL.has(tier), credits_left: left };
}

/**
 * What a plan of a goal may cost, in one line: the attempts that are made without asking, with answers of ordinary length; and what
 * it cannot go beyond, however long they are.
 */
export function priceWords(price: Proposal['price'], purse: Purse, t: Translate): string {
  const { credits_min: min, credits_max: max, credits_cap: cap = max } = price;
  if (cap === 0) return t('Free: the model that is asked has no price');
  if (purse.professional) {
    const range = min === max ? t('{0} credits', max) : t('{0} to {1} credits', min, max);
    return cap > max ? t('{0}, never more than {1}', range, cap) : range;
  }
  if (purse.credits_left === null) {
    const about = t('About {0} US dollars', dollarsOf(max));
    return cap > max ? t('{0}, never more than {1}', about, dollarsOf(cap)) : about;
  }
  const left = Math.max(1, purse.credits_left);
  const about = shareWords(max / left, t);
  return cap > max ? t('{0}, never more than {1} %', about, Math.ceil((cap / left) * 100)) : about;
}

/** A share of what a plan has left, 0 to 1 and beyond, as people say it. */
export function shareWords(share: number, t: Translate): string {
  if (share > 1) return t('More than you have left this month');
  if (share < 0.01) return t('Less than 1 % of what you have left this month');
  return t('About {0} % of what you have left this month', Math.round(share * 100));
}

/** A credit is a hundredth of a US dollar. */
export function dollarsOf(credits: number): string {
  return (credits / 100).toFixed(2);
}
