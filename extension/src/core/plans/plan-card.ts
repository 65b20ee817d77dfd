import type { Proposal } from '@iama/contracts/job/proposal';
import type { Translate } from '../translate.ts';
import { priceWords } from './price-words.ts';
import { professionalFacts } from './professional-facts.ts';
import type { Purse } from './price-words.ts';

/** One of the three plans as a person compares them. */
export interface PlanCard {
  readonly level: Proposal['level'];
  readonly selectable: boolean;
  readonly recommended: boolean;
  readonly title: string;
  readonly summary: string;
  readonly will: readonly string[];
  readonly will_not: readonly string[];
  /** Its specification may be agreed to with the choice. */
  readonly fast_track: boolean;
  /** Name and value, in the same order for every card. */
  readonly facts: readonly (readonly [string, string])[];
}

/**
 * `purse`: what a price is measured by; null for a recipe, which costs nothing. `has_wish`: the person has said already what the
 * specification shall say, so that there is no fast track to another one.
 */
export function planCard(
  proposal: Proposal,
  recommended: string | null,
  purse: Purse | null,
  t: Translate,
  has_wish = false,
): PlanCard {
  const { lines_added: added, lines_removed: removed } = proposal;
  // A goal is not written yet.
  const written = purse === null || added + removed > 0;
  return {
    level: proposal.level,
    selectable: proposal.selectable,
    recommended: proposal.level === recommended,
    title: proposal.title,
    summary: proposal.summary,
    fast_track: proposal.selectable && proposal.fast_track === 'offered' && !has_wish,
    will: proposal.will,
    will_not: proposal.will_not,
    facts: [
      [t('Reach'), t('{0} files, {1} symbols, {2} callers', proposal.files.length, proposal.symbols, proposal.callers)],
      ...(written ? [[t('Lines'), `+${added} −${removed}`] as const] : []),
      [t('Tests that reach it'), String(proposal.tests_reaching)],
      ...professionalFacts(proposal.professional, t),
      [t('Risk'), `${proposal.risk}: ${proposal.risk_reason}`],
      [t('Price'), purse === null ? t('Free: no model is used') : priceWords(proposal.price, purse, t)],
      ...(proposal.lock ? [[t('Before the edit'), lockWords(proposal.lock, t)] as const] : []),
      [t('Undo'), proposal.undo],
      ...(proposal.fast_track === 'not_in_plan'
        ? [[t('Fast track'), t('Small enough for it; your plan does not include it')] as const]
        : []),
    ],
  };
}

/** What pinning behaviour will cost, before it is spent. */
function lockWords({ runs, budget_ms, mode, tests_by_model }: NonNullable<Proposal['lock']>, t: Translate): string {
  const by_model = tests_by_model ? `; ${t('a model writes tests of the specification, within the price')}` : '';
  return pinWords({ runs, budget_ms, mode }, t) + by_model;
}

function pinWords({ runs, budget_ms, mode }: NonNullable<Proposal['lock']>, t: Translate): string {
  if (mode === 'black_box')
    return t('Your tests run {0} times; up to {1} s to ask your programs at their border', runs, budget_ms / 1000);
  return budget_ms === 0
    ? t('Your tests run {0} times', runs)
    : t('Your tests run {0} times; up to {1} s to pin what the code does today', runs, budget_ms / 1000);
}
