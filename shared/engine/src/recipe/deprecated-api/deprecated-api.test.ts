import assert from 'node:assert/strict';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { deprecatedApi } from './deprecated-api.ts';

const fixed = (text: string, path = 'a.ts') => rewritten(deprecatedApi, text, 'STANDARD', path);

describe('replacing deprecated calls', function () {
  this.timeout(20_000);

  it('replaces substr where its twin does the same for every value', async () => {
    assert.equal(
      await fixed(
        "export const f = (s: string, n: number) => [s.substr(n), s.substr(-2), s.substr(0, n), s.substr(2, 3), 'abc'.substr(1)];\n",
      ),
      "export const f = (s: string, n: number) => [s.slice(n), s.slice(-2), s.substring(0, n), s.slice(2, 5), 'abc'.slice(1)];\n",
    );
  });

  it('does what substr did, for all starts and lengths', () => {
    const numbers = [undefined, NaN, -Infinity, -7, -2, -0.5, 0, 0.5, 1, 2, 7, Infinity];
    for (const text of ['', 'a', 'abcd']) {
      for (const n of numbers) {
        assert.equal(text.slice(n), text.substr(n as number), `${text} ${n}`);
        assert.equal(text.substring(0, n), text.substr(0, n), `${text} 0 ${n}`);
      }
      for (const [a, b] of [
        [0, 0],
        [1, 2],
        [2, 9],
        [9, 1],
      ] as const)
        assert.equal(text.slice(a, a + b), text.substr(a, b));
    }
  });

  it('leaves substr with other starts, and of values that may be anything', async () => {
    const files = {
      'a.js':
        'export const f = (s, i) => s.substr(1) + "abc".substr(i, 2);\nclass Own {\n  substr() {}\n}\nnew Own().substr(1);\n',
    };
    const ran = await runRecipe(deprecatedApi, files);
    assert.deepEqual(ran.files, files);
    assert.equal(ran.result.kept.length, 2);
  });

  it('knows names of the same function, by the type of the value', async () => {
    assert.equal(
      await fixed(
        'export const f = (s: string, d: Date) => s.trimLeft() + d.toGMTString() + d.getYear();\ninterface Date {\n  toGMTString(): string;\n  getYear(): number;\n}\n'.replace(
          /interface[^]*/,
          'declare global {\n  interface Date {\n    toGMTString(): string;\n    getYear(): number;\n  }\n}\n',
        ),
      ),
      'export const f = (s: string, d: Date) => s.trimStart() + d.toUTCString() + (d.getFullYear() - 1900);\ndeclare global {\n  interface Date {\n    toGMTString(): string;\n    getYear(): number;\n  }\n}\n',
    );
  });

  it('replaces new Buffer by the argument’s type', async () => {
    const files = {
      'a.js':
        "const a = new Buffer('x', 'hex');\nconst b = Buffer([1]);\nconst c = new Buffer(10);\nexport const f = (x) => new Buffer(x);\nuse(a, b, c);\n",
    };
    const ran = await runRecipe(deprecatedApi, files);
    assert.equal(
      ran.files['a.js'],
      "const a = Buffer.from('x', 'hex');\nconst b = Buffer.from([1]);\nconst c = Buffer.alloc(10);\nexport const f = (x) => new Buffer(x);\nuse(a, b, c);\n",
    );
    assert.match(reasonsOf(ran).join(), /type that is unknown/);
  });

  it('replaces type tests of util, in CommonJS as well, and reports what has no twin', async () => {
    const files = {
      'a.cjs':
        "const util = require('util');\nconst url = require('node:url');\nexports.f = (x) => util.isArray(x) && util.isString(x.y) && !util.isNull(x);\nexports.g = (x) => url.parse(x);\n",
    };
    const ran = await runRecipe(deprecatedApi, files);
    assert.match(ran.files['a.cjs'] ?? '', /Array\.isArray\(x\) && \(typeof x\.y === 'string'\) && !\(x === null\)/);
    assert.match(reasonsOf(ran).join(), /new URL/);
  });

  it('follows a deprecated function of the repository that only passes on', async () => {
    const files = {
      'tsconfig.json': '{"compilerOptions":{"module":"nodenext","strict":true}}',
      'lib.ts':
        'export function next(a: number) {\n  return a;\n}\n/** @deprecated */\nexport function old(a: number) {\n  return next(a);\n}\n/** @deprecated It did more. */\nexport function other(a: number) {\n  return next(a + 1);\n}\nexport class K {\n  go(...a: number[]) {\n    return a;\n  }\n  /** @deprecated */\n  run(...a: number[]) {\n    return this.go(...a);\n  }\n}\n',
      'use.ts':
        "import { K, old, other } from './lib.js';\nexport const a = old(1) + old(2) + other(1);\nexport const b = new K().run(1);\n",
    };
    const ran = await runRecipe(deprecatedApi, files, { level: 'STANDARD' });
    assert.equal(
      ran.files['use.ts'],
      "import { K, next, other } from './lib.js';\nexport const a = next(1) + next(2) + other(1);\nexport const b = new K().go(1);\n",
    );
    assert.match(reasonsOf(ran).join(), /It did more/);
  });

  it('trusts a note that says renamed at the highest level, never one that says use', async () => {
    const files = {
      'tsconfig.json': '{"compilerOptions":{"module":"nodenext","strict":true}}',
      'lib.d.ts':
        'export interface K {\n  go(a: number): void;\n  /** @deprecated renamed to `go` */\n  run(a: number): void;\n  /** @deprecated Use {@link go} instead. */\n  start(a: number): void;\n  /** @deprecated renamed to go */\n  text(a: string): void;\n}\n',
      'use.ts':
        "import type { K } from './lib.js';\nexport const f = (k: K) => {\n  k.run(1);\n  k.start(1);\n  k.text('');\n};\n",
    };
    const at = async (level: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE') =>
      [...((await runRecipe(deprecatedApi, files, { level })).files['use.ts'] ?? '').matchAll(/k\.(\w+)/g)]
        .map(([, name]) => name)
        .join(' ');
    assert.equal(await at('CONSERVATIVE'), 'run start text');
    assert.equal(await at('STANDARD'), 'run start text');
    assert.equal(await at('COMPREHENSIVE'), 'go start text');
  });
});
