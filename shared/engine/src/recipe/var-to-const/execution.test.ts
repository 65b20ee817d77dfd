import assert from 'node:assert/strict';
import { runInNewContext, Script } from 'node:vm';
import fc from 'fast-check';
import { runRecipe } from '../proposal/testing.test.ts';
import { varToConst } from './var-to-const.ts';

/** Programs of few names, so that they clash, are captured and are read too early as often as possible. */
const NAMES = ['a', 'b', 'c'] as const;
const name = fc.constantFrom(...NAMES);
const called = fc.constantFrom('f', 'g');

const { statements } = fc.letrec<{ statements: string; statement: string; expression: string; block: string }>(
  (tie) => {
    const expression = fc.oneof(
      fc.integer({ min: 0, max: 3 }).map(String),
      name,
      name.map((each) => `${each} + 1`),
      name.map((each) => `typeof ${each}`),
    );
    const block = tie('statements').map((body) => `{\n${body}\n}`);
    const keyword = fc.constantFrom('var', 'var', 'var', 'let');
    const simple = fc.oneof(
      fc.tuple(keyword, name, expression).map(([word, each, value]) => `${word} ${each} = ${value};`),
      fc.tuple(name, expression).map(([each, value]) => `var ${each} = ${value};`),
      fc.tuple(name, name, expression).map(([one, two, value]) => `var ${one} = ${value}, ${two};`),
      name.map((each) => `var ${each};`),
      fc.tuple(name, name).map(([one, two]) => `var { ${one}, x: ${two} = 1 } = { ${one}: 2 };`),
      fc.tuple(name, expression).map(([each, value]) => `${each} = ${value};`),
      name.map((each) => `t(${each});`),
      name.map((each) => `t(typeof ${each});`),
      called.map((each) => `call(typeof ${each} === 'function' && ${each});`),
      fc.constant('flush();'),
    );
    const compound = fc.oneof(
      fc.tuple(tie('expression'), block, block).map(([test, one, two]) => `if (${test}) ${one} else ${two}`),
      fc.tuple(name, block).map(([each, body]) => `for (var ${each} = 0; budget() && ${each} < 2; ${each}++) ${body}`),
      fc
        .tuple(name, fc.constantFrom('of [1, 2]', 'in { x: 1, y: 2 }'), block)
        .map(([each, of, body]) => `for (var ${each} ${of}) ${body}`),
      block.map((body) => `do ${body} while (budget() && again());`),
      block,
      fc.tuple(called, block).map(([each, body]) => `function ${each}() ${body}`),
      fc.tuple(name, block).map(([each, body]) => `var ${each} = function () ${body};`),
      block.map((body) => `later.push(function () ${body});`),
      fc.tuple(name, block).map(([each, body]) => `var ${each} = run(() => ${body});`),
      fc.tuple(block, name, block).map(([one, each, two]) => `try ${one} catch (${each}) ${two}`),
      fc
        .tuple(tie('expression'), tie('statements'), tie('statements'))
        .map(([test, one, two]) => `switch (${test}) {\ncase 1:\n${one}\ndefault:\n${two}\n}`),
      fc.tuple(name, tie('expression')).map(([each, test]) => `if (${test}) var ${each} = 9;`),
    );
    return {
      expression,
      block,
      statement: fc.oneof({ maxDepth: 4, withCrossShrink: true }, simple, simple, compound),
      statements: fc.array(tie('statement'), { maxLength: 5 }).map((list) => list.join('\n')),
    };
  },
);

/** What a program shows to the outside: values in order, and how it ends. */
function traceOf(program: string): string {
  const trace: string[] = [];
  let steps = 0;
  const budget = (): boolean => ++steps < 60;
  const later: (() => void)[] = [];
  const show = (value: unknown) =>
    void (trace.length < 400 && trace.push(typeof value === 'function' ? 'function' : String(value)));
  let depth = 0;
  const call = (each: unknown): void => {
    if (typeof each !== 'function' || depth > 4 || !budget()) return;
    depth += 1;
    try {
      (each as () => void)();
    } finally {
      depth -= 1;
    }
  };
  const flush = (): void => {
    for (const each of later.splice(0)) call(each);
  };
  const run = (each: () => void): number => {
    call(each);
    return 7;
  };
  let round = 0;
  const context = { t: show, call, later, flush, run, budget, again: () => ++round % 3 !== 0 };
  try {
    // The text of a function is the one thing that a rewrite may change.
    runInNewContext(
      `Function.prototype.toString = () => 'function';\n(function () {\n${program}\nflush();\n})()`,
      context,
    );
  } catch (error) {
    show((error as Error).name);
  }
  return trace.join(' ');
}

function parses(program: string): boolean {
  try {
    return new Script(`(function () {\n${program}\n})`) instanceof Script;
  } catch {
    return false;
  }
}

describe('programs before and after', () => {
  for (const level of ['STANDARD', 'COMPREHENSIVE'] as const) {
    it(`show the same values in the same order at ${level}`, async () => {
      let changed = 0;
      let tried = 0;
      await fc.assert(
        fc.asyncProperty(statements, async (program) => {
          if (!parses(program)) return;
          tried += 1;
          const { files, result } = await runRecipe(varToConst, { 'a.cjs': program }, { level });
          changed += result.findings.length > 0 ? 1 : 0;
          assert.equal(traceOf(files['a.cjs'] ?? ''), traceOf(program), files['a.cjs']);
        }),
        { numRuns: Number(process.env['RECIPE_RUNS'] ?? 150) },
      );
      assert.ok(changed * 12 > tried, `only ${changed} of ${tried} programs were changed`);
    });
  }
});
