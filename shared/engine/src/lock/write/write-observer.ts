import type { CallPlan } from '../observation.ts';
import { writePythonObserver } from '../python/write-observer.ts';
import { callCode, instanceCode } from './call-code.ts';
import { SHAPE_OF } from './helper-texts.ts';
import { headerOf } from './test-style.ts';
import type { ScriptStyle, TestStyle } from './test-style.ts';

/**
 * A test file that makes the calls and writes down what they do, instead of asserting. `hook` is the absolute path of
 * the observing module; `out` the name of the file that it writes, in the run's folder of results. With no calls it lists what
 * the module offers.
 */
export function writeObserver(style: TestStyle, calls: readonly CallPlan[], hook: string, out: string): string {
  if (style.language === 'python') return writePythonObserver(style, calls, hook, out);
  const target = style.target_name;
  const entries = calls.map((plan) => `    ${entryOf(plan, target)},`);
  const act =
    calls.length === 0
      ? [`  survey(${target}, { out, shapeOf });`]
      : ['  await observeAll([', ...entries, '  ], { out, shapeOf });'];
  const load =
    style.module === 'commonjs'
      ? [`const { survey, observeAll } = require(${JSON.stringify(hook)});`]
      : [
          "import { createRequire } from 'node:module';",
          // Not by import.meta: some loaders turn this file into CommonJS.
          `const { survey, observeAll } = createRequire('file://' + process.cwd() + '/')(${JSON.stringify(hook)});`,
        ];
  return [
    ...headerOf(style),
    ...load,
    `const out = process.env.IAMA_RESULTS_DIR + '/${out}';`,
    SHAPE_OF,
    ...testOf(style, act),
    '',
  ].join('\n');
}

function entryOf(plan: CallPlan, target: string): string {
  const args = `[${plan.args.join(', ')}]`;
  const receiver = plan.form === 'method' ? instanceCode(plan, target) : 'null';
  const call = callCode(plan, target, ['...args']);
  const before = (plan.setup ?? []).map((line) => `() => ${line}`).join(', ');
  return `{ id: '${plan.id}', make: (spy) => { const args = ${args}; const instance = ${receiver}; return { args, receiver: instance, before: [${before}], invoke: () => ${call} }; } }`;
}

function testOf({ framework }: ScriptStyle, body: readonly string[]): readonly string[] {
  const run = ['async function () {', framework === 'mocha' ? '  this.timeout(0);' : '', ...body, '}'].filter(Boolean);
  const limit = framework === 'jest' || framework === 'vitest' ? ', 600000' : '';
  return [`it('observes', ${run.join('\n')}${limit});`];
}
