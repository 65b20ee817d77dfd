import assert from 'node:assert/strict';
import { healingOfGoal } from '../refactor/healing-of.ts';
import { estimateTokens } from './call-tokens.ts';

describe('the tokens of a goal', () => {
  it('are those that its price is made of', () => {
    // 13,000 in and 2,500 out; six calls of 63,000 in and 30,000 out.
    assert.deepEqual(estimateTokens(10_000, healingOfGoal('FREE', false), false), {
      context: 10_000,
      first_attempt: 15_500,
      at_most: 558_000,
    });
  });

  it('are more at most where a model writes its tests too', () => {
    assert.equal(estimateTokens(10_000, healingOfGoal('FREE', false), true).at_most, 558_000 + 2 * 93_000);
  });

  it('are more at most on a plan with more attempts', () => {
    const [pro, max] = (['PRO', 'MAX'] as const).map((tier) =>
      estimateTokens(10_000, healingOfGoal(tier, false), false),
    );
    assert.ok(max!.at_most > pro!.at_most);
  });
});
