import type { CreateJob } from '@iama/contracts/job/job';

/** The one function of the cart, as it stands in `src/cart.js`. */
export const TOTAL = 'exports.total = (list) => list.reduce((sum, each) => sum + each, 0);';

/** A small repository for jobs whose change a model writes. `more` is put below the function. */
export function cartFiles(more = ''): Readonly<Record<string, string>> {
  return {
    'package.json': '{ "name": "cart", "scripts": { "test": "node --test test/*.test.js" } }\n',
    'src/cart.js': `${TOTAL}\n${more}`,
    'test/cart.test.js': [
      "const test = require('node:test');",
      "const assert = require('node:assert');",
      "const { total } = require('../src/cart.js');",
      "test('adds', () => assert.strictEqual(total([1, 2]), 3));",
      "test('adds nothing', () => assert.strictEqual(total([]), 0));",
      '',
    ].join('\n'),
  };
}

/** A goal on that file. Its tests run once and nothing is written beside them: what models do is looked at, not the lock. */
export const CART_GOAL = {
  recipe_id: 'goal',
  goal: 'Sum with a plain loop, so that a newcomer can read it.',
  target: { kind: 'file', path: 'src/cart.js' },
  lock: { runs: 1, budget_ms: 0, threshold: 0 },
} as const satisfies Partial<CreateJob>;
