import assert from 'node:assert/strict';
import { RECIPE_HEALING } from './context.ts';
import { decideRepair } from './decide-repair.ts';
import type { RepairFacts } from './decide-repair.ts';
import { isStuck } from './is-stuck.ts';
import { LADDER } from './journeys.fixture.ts';

function decide(tier: number, tier_attempts: number, earlier: string[], healing: RepairFacts['healing'] = LADDER) {
  return decideRepair({ healing, tier, tier_attempts, fingerprints: earlier }, 'a');
}

describe('what follows a failed verification', () => {
  it('is another attempt while the tier has some left and moves on', () => {
    assert.equal(decide(0, 1, []), 'same_tier');
    assert.equal(decide(0, 2, ['a']), 'same_tier');
  });

  it('is the next tier when this one is used up or stuck', () => {
    assert.equal(decide(0, 3, ['b', 'c']), 'next_tier');
    const patient = {
      ...LADDER,
      tiers: [
        { name: 'L1', attempts: 9 },
        { name: 'L2', attempts: 1 },
      ] as const,
    };
    assert.equal(decide(0, 3, ['a', 'a'], patient), 'next_tier');
  });

  it('is a question before a tier that needs consent', () => {
    assert.equal(decide(1, 3, ['b', 'c']), 'ask');
    assert.equal(decide(1, 3, ['b', 'c'], { ...LADDER, pre_authorized: true }), 'next_tier');
  });

  it('is the person’s turn only where the last tier is stuck; otherwise it is the end', () => {
    assert.equal(decide(2, 3, ['a', 'a']), 'intervene');
    assert.equal(decide(2, 3, ['a', 'b']), 'exhausted');
  });

  it('is the end for a recipe after its second attempt, the same failure or not', () => {
    assert.equal(decide(0, 1, [], RECIPE_HEALING), 'same_tier');
    assert.equal(decide(0, 2, ['a'], RECIPE_HEALING), 'exhausted');
    assert.equal(decide(0, 2, ['b'], RECIPE_HEALING), 'exhausted');
  });
});

describe('being stuck', () => {
  it('is the same failure three times, or two failures in turns', () => {
    assert.deepEqual(
      ['aa', 'aaa', 'baaa', 'aba', 'abab', 'cabab', 'abba', 'abc', 'aabb'].map((marks) => isStuck(marks.split(''))),
      [false, true, true, false, true, true, false, false, false],
    );
  });
});
