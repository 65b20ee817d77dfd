import assert from 'node:assert/strict';
import { User } from '@iama/contracts/auth/auth';
import { healingOfGoal } from '../refactor/healing-of.ts';
import { featuresOf } from './plan-features.ts';

describe('what a plan has', () => {
  it('has a deep fix exactly where a repair can begin one', () => {
    for (const tier of User.shape.tier.options) {
      assert.equal(featuresOf(tier).includes('deep_fix'), healingOfGoal(tier, false).deep_fix_tier !== null, tier);
    }
  });

  it('never has less than a smaller plan', () => {
    const all = User.shape.tier.options.map((tier) => featuresOf(tier));
    for (const [index, features] of all.entries()) {
      const smaller = all[index - 1] ?? [];
      assert.ok(smaller.every((feature) => features.includes(feature)));
    }
  });
});
