import assert from 'node:assert/strict';
import { healingOfGoal } from '../refactor/healing-of.ts';
import { dearestAttempt, quoteGoal } from './quote-goal.ts';

const PRICE = { input: 3, output: 15 };
const facts = (tier: 'FREE' | 'MAX', pre_authorized = false) => ({
  context_tokens: 10_000,
  spent_nano_usd: 0,
  healing: healingOfGoal(tier, pre_authorized),
  tests_price: null,
  priceOf: () => PRICE,
});

describe('the quote of a goal', () => {
  it('is a range below a cap', () => {
    // 13,000 tokens in and 2,500 out; six calls of 15,000 in; six of 63,000 in and 30,000 out.
    assert.deepEqual(quoteGoal(facts('FREE')), { credits_min: 8, credits_max: 50, credits_cap: 384 });
  });

  it('has the tiers that nobody is asked about in its range, and all of them in its cap', () => {
    const asked = quoteGoal(facts('MAX'));
    const agreed = quoteGoal(facts('MAX', true));
    assert.equal(asked.credits_max, quoteGoal(facts('FREE')).credits_max);
    assert.ok(agreed.credits_max > asked.credits_max);
    assert.equal(agreed.credits_cap, asked.credits_cap);
  });

  it('has the tests in it where a model writes them: once, with a correction, and as dear as can be', () => {
    // One call of 13,000 in and 2,500 out; two of them; two of 63,000 in and 30,000 out.
    const without = quoteGoal({ ...facts('FREE'), spent_nano_usd: 0 });
    const { credits_min, credits_max, credits_cap } = quoteGoal({ ...facts('FREE'), tests_price: PRICE });
    assert.deepEqual(
      [credits_min - without.credits_min, credits_max - without.credits_max, credits_cap - without.credits_cap],
      [8, 15, 128],
    );
    const dear = quoteGoal({ ...facts('FREE'), tests_price: { input: 300, output: 1500 } });
    assert.equal(dear.credits_cap - without.credits_cap, 12_780);
  });

  it('counts what was spent already, and nothing where there is no price', () => {
    const spent = quoteGoal({ ...facts('FREE'), spent_nano_usd: 50_000_000, priceOf: () => null });
    assert.deepEqual(spent, { credits_min: 5, credits_max: 5, credits_cap: 5 });
    assert.equal(dearestAttempt(10_000, 'L1', null), 0);
  });
});
