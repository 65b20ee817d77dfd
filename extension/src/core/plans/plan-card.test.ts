import assert from 'node:assert/strict';
import type { Proposal } from '@iama/contracts/job/proposal';
import { asWritten } from '../testing/as-written.ts';
import { planCard } from './plan-card.ts';
import { priceWords, purseOf, shareWords } from './price-words.ts';

const PLAN: Proposal = {
  level: 'STANDARD',
  title: 'A loop',
  summary: 'x',
  will: [],
  will_not: [],
  risk: 'low',
  risk_reason: 'small',
  findings: [],
  finding_count: 0,
  kept: [],
  files: [],
  symbols: 1,
  callers: 0,
  tests_reaching: 1,
  lines_added: 0,
  lines_removed: 0,
  undo: 'Revert.',
  price: { credits_min: 2, credits_max: 20, credits_cap: 90 },
  selectable: true,
};
const FREE = { tier: 'FREE', monthly_credits: null } as const;
const limited = (used: number) => ({ limit: 1000, used, held: 0, resets_at: '2026-12-01T00:00:00.000Z' });
const price = (purse: Parameters<typeof purseOf>[0], change: Partial<Proposal['price']> = {}) =>
  priceWords({ ...PLAN.price, ...change }, purseOf(purse), asWritten);

describe('fast track on a plan', () => {
  const card = (over: Partial<Proposal>) => planCard({ ...PLAN, ...over }, null, null, asWritten);
  const says = ({ facts }: ReturnType<typeof card>) => facts.find(([name]) => name === 'Fast track')?.[1];

  it('is there where the control plane offers it', () => {
    assert.equal(card({ fast_track: 'offered' }).fast_track, true);
    assert.equal(card({ fast_track: 'too_large' }).fast_track, false);
    assert.equal(card({}).fast_track, false);
    assert.equal(card({ fast_track: 'offered', selectable: false }).fast_track, false);
  });

  it('is not there where the person has said already what the specification shall say', () => {
    assert.equal(planCard({ ...PLAN, fast_track: 'offered' }, null, null, asWritten, true).fast_track, false);
  });

  it('is named where only the account’s plan stands against it', () => {
    assert.match(says(card({ fast_track: 'not_in_plan' })) ?? '', /does not include it/);
    assert.equal(says(card({ fast_track: 'too_large' })), undefined);
  });
});

describe('what a plan costs', () => {
  it('is a share of what is left, for those who do not count credits', () => {
    const words = price({ tier: 'PLUS', monthly_credits: limited(0) });
    assert.equal(words, 'About 2 % of what you have left this month, never more than 9 %');
    assert.match(price({ tier: 'PLUS', monthly_credits: limited(960) }), /^About 50 %/);
    assert.match(price({ tier: 'PLUS', monthly_credits: limited(1000) }), /^More than you have left/);
  });

  it('is an amount of money where the plan has no limit', () => {
    assert.equal(price(FREE), 'About 0.20 US dollars, never more than 0.90');
  });

  it('is a range with its cap for professionals', () => {
    const tier = 'PRO' as const;
    const words = price({ tier, monthly_credits: null });
    assert.equal(words, '2 to 20 credits, never more than 90');
    assert.equal(price({ tier, monthly_credits: null }, { credits_min: 20, credits_cap: 20 }), '20 credits');
  });

  it('is nothing for a model without a price', () => {
    assert.match(price(FREE, { credits_min: 0, credits_max: 0, credits_cap: 0 }), /^Free: the model/);
  });

  it('is never rounded to nothing', () => {
    assert.match(shareWords(0.001, asWritten), /^Less than 1 %/);
  });
});

describe('the card of a plan', () => {
  const facts = (plan: Proposal, purse: Parameters<typeof planCard>[2]) =>
    Object.fromEntries(planCard(plan, null, purse, asWritten).facts);

  it('has no lines for a goal, which is not written yet', () => {
    assert.equal('Lines' in facts(PLAN, purseOf(FREE)), false);
    assert.equal(facts({ ...PLAN, lines_removed: 3 }, null)['Lines'], '+0 −3');
  });

  it('has technical figures where the plan has them, and says what is not known', () => {
    const professional: NonNullable<Proposal['professional']> = {
      technical_analysis: [],
      estimated_complexity: { before: 34, after: 29, unread: 0 },
      tested_share: 0.75,
      tokens: null,
      confidence: null,
    };
    assert.partialDeepStrictEqual(facts({ ...PLAN, professional }, null), {
      Complexity: '34 before, 29 after',
      'Files that tests reach': '75 %',
    });
    const goal = {
      ...professional,
      estimated_complexity: { before: 34, after: null, unread: 0 },
      tokens: { context: 1000, first_attempt: 4500, at_most: 90_000 },
      confidence: { score: 87, parse_rate: 1, symbol_rate: 1, snippet_completeness: 1, mode: 'AST_SYMBOLIC' as const },
    };
    assert.partialDeepStrictEqual(facts({ ...PLAN, professional: goal }, purseOf(FREE)), {
      Complexity: '34 before; afterwards, once it is written',
      Tokens: 'About 4500 for one attempt, 90000 at most',
      Confidence: '87 of 100 that edits by symbol hold',
    });
    const none = facts(PLAN, null);
    assert.ok(!('Complexity' in none) && !('Tokens' in none));
  });

  it('says of a recipe that it is free', () => {
    assert.equal(facts(PLAN, null)['Price'], 'Free: no model is used');
  });
});
