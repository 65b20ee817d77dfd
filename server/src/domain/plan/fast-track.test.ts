import assert from 'node:assert/strict';
import type { PlanAnalysis } from '@iama/contracts/recipe';
import { isSmallChange, judgeFastTrack } from './fast-track.ts';
import { plan } from './plans.fixture.ts';

const FILE = { path: 'src/a.js', change: 'modify', new_path: null } as const;
const small = (over: Partial<PlanAnalysis> = {}, is_recipe = true) => isSmallChange(plan('STANDARD', over), is_recipe);

describe('a small change', () => {
  it('is a few places of one file that keeps its name, at low risk, by a recipe', () => {
    assert.equal(small(), true);
    assert.equal(small({ finding_count: 3, symbols: 3 }), true);
  });

  const larger: readonly (readonly [string, Partial<PlanAnalysis>, boolean?])[] = [
    ['two files', { files: [FILE, { ...FILE, path: 'src/b.js' }] }],
    ['no file', { files: [], finding_count: 0 }],
    ['a new name', { files: [{ ...FILE, change: 'rename', new_path: 'src/b.js' }] }],
    ['a file that goes', { files: [{ ...FILE, change: 'delete' }] }],
    ['four findings', { finding_count: 4 }],
    ['four symbols', { symbols: 4 }],
    ['a risk', { risk: 'medium' }],
    ['what a model writes', {}, false],
  ];
  for (const [what, over, is_recipe] of larger) it(`is not ${what}`, () => assert.equal(small(over, is_recipe), false));
});

describe('fast track', () => {
  it('is for small changes on plans that include it', () => {
    const judge = (tier: string, over: Partial<PlanAnalysis> = {}) =>
      judgeFastTrack(plan('STANDARD', over), true, tier);
    assert.deepEqual(
      ['FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE', 'OTHER'].map((tier) => judge(tier)),
      ['not_in_plan', 'not_in_plan', 'offered', 'offered', 'offered', 'not_in_plan'],
    );
    assert.equal(judge('MAX', { risk: 'high' }), 'too_large');
  });
});
