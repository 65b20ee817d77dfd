import type { PlannedLevel } from '@iama/contracts/model/plan-answer';
import { SHOWN } from './goal-context.ts';
import type { ChatRequest } from './scripted-model/book.ts';
import type { ModelScript } from './scripted-model/script.ts';

type Answer = Extract<ModelScript, { do: 'answer' }>;

/** A model's plans for `src/cart.js`, in the form that is asked for. */
export function plansAnswer(over: Partial<PlannedLevel> = {}): Answer {
  const plans = (['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'] as const).map((level) => ({
    level,
    title: 'Sum with a loop',
    summary: 'The sum is made with a plain loop.',
    will: ['write the sum as a loop'],
    will_not: ['change what total returns'],
    risk: 'low',
    risk_reason: 'One small function with tests.',
    changes: [{ path: 'src/cart.js', symbol: 'total', statement: 'total sums with a loop' }],
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the field, and a string: nothing awaits it
    behaviours: [{ given: 'an empty cart', when: 'it is summed', then: 'the total is 0' }],
    ...over,
  }));
  return { do: 'answer', text: JSON.stringify({ plans }) };
}

/** Edits that put one text in the place of another. */
export function editsAnswer(path: string, search: string, replace: string, note = 'Done.'): Answer {
  const edits = [{ op: 'EXACT_SEARCH_REPLACE', path, blocks: [{ search, replace }] }];
  return { do: 'answer', text: JSON.stringify({ note, edits }) };
}

interface TestsOver {
  readonly path?: string;
  readonly source?: string;
  readonly esm?: boolean;
}

/** A test file of the cart with these tests, each of the clause `bdd-1`. A body is what stands in the test's function. */
export function testsAnswer(
  tests: Readonly<Record<string, string>>,
  { path = 'test/cart.clauses.test.js', source = '../src/cart.js', esm = false }: TestsOver = {},
): Answer {
  const load = (name: string, from: string): string =>
    esm ? `import ${name} from '${from}';` : `const ${name} = require('${from}');`;
  const text = [
    load('test', 'node:test'),
    load('assert', 'node:assert'),
    load('{ total }', source),
    ...Object.entries(tests).map(([title, body]) => `test('${title}', () => { ${body} });`),
    '',
  ].join('\n');
  const file = { path, text, tests: Object.keys(tests).map((title) => ({ title, clauses: ['bdd-1'] })) };
  return { do: 'answer', text: JSON.stringify({ note: 'Tests of the cart.', files: [file] }) };
}

const CHANGES = [{ path: 'src/a.js', symbol: 'total', statement: 'It sums with a loop.' }];
const LOOP = 'exports.total = (list) => {\n  let sum = 0;\n  for (const each of list) sum += each;\n  return sum;\n};';

function testsOfShown(): Answer {
  const place = { path: 'test/a.clauses.test.js', source: '../src/a.js' };
  return testsAnswer({ 'sums three': 'assert.strictEqual(total([1, 2, 3]), 6);' }, place);
}

/** Whatever is asked of a goal on `src/a.js`, answered well; a specification in words stays as small as it may be. */
export function goodGoalAnswer({ messages }: ChatRequest): Answer {
  const asked = JSON.stringify(messages);
  if (asked.includes('You keep the specification')) {
    return { do: 'answer', text: JSON.stringify({ bdd: [], sdd: [], note: 'Nothing is left of it.' }) };
  }
  if (asked.includes('Plan the goal three times')) return plansAnswer({ changes: CHANGES });
  if (asked.includes('Write tests of the clauses')) return testsOfShown();
  return editsAnswer('src/a.js', SHOWN.trim(), LOOP);
}

/** The same, with edits that fit nowhere. */
export function wrongGoalAnswer(request: ChatRequest): Answer {
  const good = goodGoalAnswer(request);
  return { ...good, text: good.text.replace('"search":"exports.total', '"search":"exports.nothing') };
}
