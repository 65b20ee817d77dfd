import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { runRecipe } from '../proposal/testing.test.ts';
import { promisesToAsync } from './promises-to-async.ts';

/** Few names, so that the parameters of callbacks, locals and arguments clash as often as possible. */
const name = fc.constantFrom('a', 'b', 'c');
const param = fc.oneof(
  name,
  name,
  fc.constant(''),
  fc.tuple(name, fc.constantFrom('v', 'w')).map(([each, key]) => `{ ${key}: ${each} }`),
  fc.constant('{ v }'),
);

const { program } = fc.letrec<{
  value: string;
  body: string;
  callback: string;
  chain: string;
  site: string;
  program: string;
}>((tie) => {
  const plain = fc.oneof(
    name,
    name.map((each) => `t(${each})`),
    fc.constant('undefined'),
    fc.constant('1 + 1'),
    fc.constant('{ v: 1, w: 2 }'),
  );
  const head = fc.oneof(
    fc.nat(3).map((n) => `p(${n})`),
    name.map((each) => `p(${each})`),
    name.map((each) => `q(${each})`),
    fc.nat(3).map((n) => `bad(${n})`),
    fc.nat(3).map((n) => `Promise.resolve(${n})`),
    fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => `Promise.all([p(${a}), p(${b})])`),
  );
  const value = fc.oneof({ maxDepth: 3 }, plain, head, tie('chain'));
  const statement = fc.oneof(
    plain.filter((each) => !each.startsWith('{')).map((each) => `t(${each});`),
    fc
      .tuple(fc.constantFrom('const', 'let', 'var'), name, plain)
      .map(([word, each, given]) => `${word} ${each} = ${given};`),
    fc.constant('boom();'),
    name.map((each) => `if (${each} === 1) throw t('thrown');`),
    fc.tuple(name, plain).map(([each, given]) => `later(() => t(${each}, ${given}));`),
  );
  const early = fc.tuple(name, value).map(([test, given]) => `if (${test} === 2) return ${given};`);
  const block = fc
    .tuple(fc.array(statement, { maxLength: 2 }), fc.option(early, { freq: 6 }), fc.option(value))
    .map(
      ([list, first, given]) => `{\n${[first ?? '', ...list, given === null ? '' : `return ${given};`].join('\n')}\n}`,
    );
  const parens = (each: string) => (each.startsWith('{') ? `(${each})` : each);
  const body = fc.oneof(value.map(parens), block);
  const callback = fc.oneof(
    fc
      .tuple(fc.constantFrom('', '', '', 'async '), param, body)
      .map(([word, given, code]) => `${word}(${given}) => ${code}`),
    fc.tuple(param, block).map(([given, code]) => `function (${given}) ${code}`),
    fc.constantFrom('named', 't'),
  );
  const link = fc.oneof(
    tie('callback').map((each) => `.then(${each})`),
    tie('callback').map((each) => `.then(${each})`),
    fc.tuple(tie('callback'), tie('callback')).map(([one, two]) => `.then(${one}, ${two})`),
    tie('callback').map((each) => `.catch(${each})`),
    body.map((each) => `.finally(() => ${each})`),
  );
  const chain = fc
    .tuple(head, fc.array(link, { minLength: 1, maxLength: 4 }))
    .map(([start, links]) => start + links.join(''));
  const site = fc.oneof(
    tie('chain').map((each) => `return ${each};`),
    tie('chain').map((each) => `await ${each};`),
    fc.tuple(name, tie('chain')).map(([each, given]) => `const ${each}1 = await ${given};\nt(${each}1);`),
    fc.tuple(name, tie('chain')).map(([each, given]) => `${each} = await ${given};`),
    fc.tuple(tie('chain'), tie('chain')).map(([one, two]) => `if (t(a) === 1) return ${one};\nreturn ${two};`),
    fc.tuple(tie('chain'), tie('chain')).map(([one, two]) => `try {\nawait ${one};\n} finally {\nawait ${two};\n}`),
    fc.tuple(tie('chain')).map(([one]) => `for (const i of [1, 2]) {\nawait ${one};\n}`),
    fc.tuple(tie('chain')).map(([one]) => `try {\nreturn ${one};\n} catch (e) {\nt('caught');\n}`),
  );
  const known =
    'async function p(value) {\nreturn await q(value);\n}\nfunction named(x) {\nt(1, x);\nreturn q(x);\n}\nasync function bad(value) {\nreturn await fails(value);\n}\n';
  const functions = fc.oneof(
    fc.tuple(site, site).map(([one, two]) => `async function main(a, b, c) {\nt('start');\n${one}\n${two}\n}`),
    site.map((one) => `async function main(a, b) {\nlet c = 3;\nt('start');\n${one}\n}`),
    tie('chain').map((one) => `const main = (a, b, c) => ${one};`),
    tie('chain').map((one) => `function main(a, b, c) {\nreturn ${one};\n}`),
  );
  return { value, body, callback, chain, site, program: functions.map((text) => known + text) };
});

/** What a run shows: effects in order, and what comes of it. Waits long enough between effects for order to be one of steps, not of turns. */
async function traceOf(text: string): Promise<string> {
  const trace: string[] = [];
  const show = (value: unknown): string =>
    value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
  const turns = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left--) await Promise.resolve();
  };
  const pending: (() => void)[] = [];
  const context = {
    t: (...values: unknown[]) => (trace.push(values.map(show).join()), values[0]),
    q: async (value: unknown) => {
      trace.push(`q${show(value)}`);
      await turns(3);
      return { v: value, w: 1 };
    },
    fails: async (value: unknown) => {
      trace.push(`bad${show(value)}`);
      await turns(3);
      throw failure(`bad${show(value)}`);
    },
    boom: () => {
      trace.push('boom');
      throw failure('boom');
    },
    later: (each: () => void) => void pending.push(each),
  };
  try {
    const end = await (runInNewContext(`${text}\n;(async () => main(1, 2, 3))()`, context) as Promise<unknown>);
    trace.push(`gives ${show(end)}`);
  } catch (error) {
    trace.push(`fails ${show(error)} ${(error as Error)?.name}`);
  }
  for (const each of pending) {
    try {
      each();
    } catch (error) {
      trace.push(String((error as Error).name));
    }
  }
  return trace.join('\n');
}

/** Failures are told by their words. */
function failure(words: string): Error {
  return Object.assign(new Error(words), { toString: () => words, toJSON: () => words });
}

function parses(text: string): boolean {
  try {
    runInNewContext(`if (0) {\n${text}\n}`);
    return true;
  } catch {
    return false;
  }
}

describe('chains before and after', () => {
  for (const level of ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'] as const) {
    it(`have the same effects in the same order, and the same end, at ${level}`, async () => {
      let changed = 0;
      let tried = 0;
      await fc.assert(
        fc.asyncProperty(program, async (text) => {
          if (!parses(text)) return;
          tried += 1;
          const { files, result } = await runRecipe(promisesToAsync, { 'a.cjs': text }, { level });
          changed += result.findings.length > 0 ? 1 : 0;
          assert.equal(await traceOf(files['a.cjs'] ?? ''), await traceOf(text), files['a.cjs']);
        }),
        { numRuns: Number(process.env['RECIPE_RUNS'] ?? 60) },
      );
      assert.ok(changed > 0 && tried > 0, `only ${changed} of ${tried} programs were changed`);
    });
  }
});
