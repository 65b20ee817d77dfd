import assert from 'node:assert/strict';
import { PlanAnalysis } from '@iama/contracts/recipe';
import { analyzePlans } from './analyze-plans.ts';
import type { PlansOutcome } from './analyze-plans.ts';
import { unusedCode } from './unused-code/unused-code.ts';

const files = {
  'package.json': '{"name":"app","private":true,"main":"src/index.js","type":"module"}',
  'src/index.js': "import { used } from './lib.js';\nused();\n",
  'src/lib.js': "import fs from 'node:fs';\nexport function used() {}\nexport function unused() {}\n",
  'src/lib.test.js': "import { used } from './lib.js';\nused();\n",
  'src/dead.js': 'start();\n',
  'src/broken.js': 'let = ;\n',
};

describe('the three plans', () => {
  const tree = { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
  let plans: PlansOutcome['plans'];
  let skipped: PlansOutcome['skipped'];

  before(async () => {
    ({ plans, skipped } = await analyzePlans(tree, unusedCode, { kind: 'folder', path: '.' }));
  });

  it('fit the contract and grow from level to level', () => {
    for (const plan of plans) PlanAnalysis.parse(plan);
    assert.deepEqual(
      plans.map((plan) => plan.level),
      ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'],
    );
    assert.deepEqual(
      plans.map((plan) => plan.finding_count),
      [1, 2, 3],
    );
    assert.deepEqual(
      plans.map((plan) => plan.lines_removed),
      [1, 2, 3],
    );
    assert.deepEqual(
      plans.map((plan) => plan.files.map((file) => file.path)),
      [['src/lib.js'], ['src/lib.js'], ['src/dead.js', 'src/lib.js']],
    );
    assert.deepEqual(
      plans.map((plan) => plan.risk),
      ['low', 'medium', 'high'],
    );
  });

  it('count who imports the changed files and which tests reach them', () => {
    assert.deepEqual(
      plans.map((plan) => [plan.callers, plan.tests_reaching]),
      [
        [2, 1],
        [2, 1],
        [2, 1],
      ],
    );
  });

  it('count the complexity of the changed files, before and after', () => {
    assert.deepEqual(
      plans.map(({ complexity }) => complexity),
      [
        { before: 3, after: 3, unread: 0 },
        { before: 3, after: 2, unread: 0 },
        { before: 4, after: 2, unread: 0 },
      ],
    );
  });

  it('say what they will do in figures that are theirs', () => {
    assert.deepEqual(plans[2]?.will, [
      'Remove 1 unused import.',
      'Remove 1 unused function.',
      'Remove 1 file that nothing loads.',
    ]);
  });

  it('name what was not read, once', () => {
    assert.deepEqual(skipped.map((each) => each.path).toSorted(), ['src/broken.js', 'src/lib.test.js']);
  });

  it('are honest when there is nothing to do', async () => {
    const clean = { files: new Map([['a.mjs', 'export const a = 1;\n']]), paths: new Set(['a.mjs']) };
    const outcome = await analyzePlans(clean, unusedCode, { kind: 'file', path: 'a.mjs' });
    for (const plan of outcome.plans) {
      assert.equal(plan.finding_count, 0);
      assert.equal(plan.summary, 'Nothing to remove was found at this level.');
    }
  });
});
