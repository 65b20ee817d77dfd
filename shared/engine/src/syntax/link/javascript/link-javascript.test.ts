import assert from 'node:assert/strict';
import { isOpen, link, target, uses } from '../testing/linked.ts';

describe('links between modules', () => {
  it('follow named imports under any local name', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true',
      'lib/b.ts': "import { flag as isOn } from './a'; if (isOn) f(isOn)",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), ['lib/b.ts:isOn', 'lib/b.ts:isOn', 'lib/b.ts:isOn']);
    assert.equal(target(linked, 'lib/b.ts', 'isOn'), 'lib/a.ts:flag');
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
  });

  it('follow re-exports, stars and whole modules', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true',
      'lib/b.ts': "export { flag as renamed } from './a'; export * from './a'",
      'lib/c.ts': "import { renamed, flag } from './b'; f(renamed, flag)",
      'lib/d.ts': "import * as all from './b'; f(all.flag)",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), [
      'lib/b.ts:flag',
      'lib/c.ts:flag',
      'lib/c.ts:flag',
      'lib/c.ts:renamed',
      'lib/c.ts:renamed',
      'lib/d.ts:all.flag',
    ]);
    assert.equal(target(linked, 'lib/c.ts', 'renamed'), 'lib/a.ts:flag');
    assert.equal(target(linked, 'lib/d.ts', 'all.flag'), 'lib/a.ts:flag');
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
  });

  it('follow an import that is exported again', () => {
    const linked = link({
      'lib/a.ts': 'export default function isOn() { return true }',
      'lib/b.ts': "import isOn from './a'; export { isOn }",
      'lib/c.ts': "import { isOn as x } from './b'; x()",
    });
    assert.equal(target(linked, 'lib/c.ts', 'x'), 'lib/a.ts:isOn');
    assert.equal(isOpen(linked, 'lib/a.ts', 'isOn'), false);
  });

  it('follow CommonJS in all its forms', () => {
    const linked = link({
      'lib/a.js': 'const flag = true; const other = 1; module.exports = { flag, renamed: other }',
      'lib/b.js': "const { flag, renamed: x } = require('./a'); f(flag, x)",
      'lib/c.js': "const a = require('./a'); f(a.flag, require('./a').renamed)",
    });
    assert.deepEqual(uses(linked, 'lib/a.js', 'other'), [
      'lib/a.js:other',
      'lib/b.js:x',
      'lib/b.js:x',
      "lib/c.js:require('./a').renamed",
    ]);
    assert.equal(target(linked, 'lib/b.js', 'x'), 'lib/a.js:other');
    assert.equal(target(linked, 'lib/c.js', 'a.flag'), 'lib/a.js:flag');
    assert.equal(isOpen(linked, 'lib/a.js', 'other'), false);
  });

  it('follow a function that is the whole module', () => {
    const linked = link({
      'lib/a.js': 'function isOn() { return true } module.exports = isOn',
      'lib/b.js': "const check = require('./a'); check()",
      'lib/c.mjs': "import check from './a.js'; check()",
    });
    assert.deepEqual(uses(linked, 'lib/a.js', 'isOn'), [
      'lib/a.js:isOn',
      'lib/b.js:check',
      'lib/b.js:check',
      'lib/c.mjs:check',
      'lib/c.mjs:check',
    ]);
  });

  it('go through path aliases and workspace packages', () => {
    const linked = link({
      '+tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./lib/*"] } } }',
      '+packages/flags/package.json':
        '{ "name": "@acme/flags", "private": true, "exports": { "./all": "./src/all.ts" } }',
      'packages/flags/src/all.ts': 'export const flag = 1',
      'lib/a.ts': 'export const on = 1',
      'lib/deep/b.ts': "import { on } from '@app/a'; import { flag } from '@acme/flags/all'; f(on, flag)",
    });
    assert.equal(target(linked, 'lib/deep/b.ts', 'on'), 'lib/a.ts:on');
    assert.equal(target(linked, 'lib/deep/b.ts', 'flag'), 'packages/flags/src/all.ts:flag');
  });

  it('count on two stars with one name as little as the language does', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = 1',
      'lib/b.ts': 'export const flag = 2',
      'lib/c.ts': "export * from './a'; export * from './b'",
      'lib/d.ts': "import { flag } from './c'; f(flag)",
    });
    assert.equal(target(linked, 'lib/d.ts', 'flag'), null);
  });

  it('end where modules go round in a circle', () => {
    const linked = link({
      'lib/a.ts': "export * from './b'; export const a = 1",
      'lib/b.ts': "export * from './a'; import { missing } from './a'; f(missing)",
    });
    assert.equal(target(linked, 'lib/b.ts', 'missing'), null);
    assert.equal(isOpen(linked, 'lib/a.ts', 'a'), false);
  });
});

describe('links through odd modules', () => {
  it('take what a module says itself before what a star brings', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = 1',
      'lib/b.ts': "export * from './a'; export const flag = 2",
      'lib/c.ts': "import { flag } from './b'; f(flag)",
    });
    assert.equal(target(linked, 'lib/c.ts', 'flag'), 'lib/b.ts:flag');
  });

  it('follow a default that is passed on by another name', () => {
    const linked = link({
      'lib/a.ts': 'export default class Gate {}',
      'lib/b.ts': "export { default as Gate } from './a.js'; export { default } from './a'",
      'lib/c.ts': "import Other, { Gate } from './b'; f(Gate, Other)",
    });
    assert.equal(target(linked, 'lib/c.ts', 'Gate'), 'lib/a.ts:Gate');
    assert.equal(target(linked, 'lib/c.ts', 'Other'), 'lib/a.ts:Gate');
  });

  it('follow what TypeScript exports as a whole', () => {
    const linked = link({
      'lib/a.ts': 'function flag() { return true } export = flag',
      'lib/b.ts': "import flag = require('./a'); f(flag())",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), ['lib/a.ts:flag', 'lib/b.ts:flag', 'lib/b.ts:flag']);
  });

  it('do not take a variable for a module that it does not stay', () => {
    const linked = link({
      'lib/a.js': 'const flag = true; module.exports = { flag }',
      'lib/b.js': "let a = require('./a'); a = other(); f(a.flag)",
    });
    assert.equal(target(linked, 'lib/b.js', 'a.flag'), null);
    assert.equal(isOpen(linked, 'lib/a.js', 'flag'), true);
  });

  it('do not follow names that a function hides', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true',
      'lib/b.ts': "import { flag } from './a'; function g(flag: boolean) { return flag } g(flag)",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), ['lib/b.ts:flag', 'lib/b.ts:flag']);
  });

  it('lose sight of exports that the module itself uses by way of others', () => {
    const linked = link({ 'lib/a.js': 'function flag() {} exports.flag = flag; exports.go = () => exports.flag()' });
    assert.equal(isOpen(linked, 'lib/a.js', 'flag'), true);
    const plain = link({
      'lib/a.js': "Object.defineProperty(exports, '__esModule', {}); function flag() {} exports.flag = flag",
    });
    assert.equal(isOpen(plain, 'lib/a.js', 'flag'), false);
  });

  it('see no difference between a module and its types', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true; export type T = 1',
      'lib/b.ts': "import * as a from './a'; let x: a.T; f(a.flag)",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
    assert.equal(isOpen(linked, 'lib/a.ts', 'T'), true);
  });
});

describe('an export is open', () => {
  const flag = { 'lib/a.ts': 'export const flag = true; export const other = 1' };
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['when a file outside the program imports it', { '+lib/b.ts': "import { flag } from './a'" }],
    ['when a component outside imports it', { '+lib/B.vue': "<script>import { flag } from './a'</script>" }],
    ['when a file outside takes the whole module', { '+lib/b.ts': "import * as a from './a'; g(a)" }],
    [
      'when a file outside passes all on to somebody',
      { '+lib/b.ts': "export * from './a'", '+lib/c.ts': "import { f } from './b'" },
    ],
    ['when the module is loaded at run time', { 'lib/b.ts': "const a = await import('./a')" }],
    ['when the whole module goes somewhere', { 'lib/b.ts': "import * as a from './a'; g(a)" }],
    ['when the whole module is required for something', { 'lib/b.js': "g(require('./a'))" }],
    ['when a test replaces the module', { 'lib/b.test.ts': "jest.mock('./a')" }],
    ['when a test replaces the module by a path from the root', { 'test/b.js': "vi.mock('lib/a')" }],
    ['when a file outside builds the path', { '+main/b.js': "require('../lib/' + name)" }],
    ['when a folder is loaded by computed paths', { 'main/b.ts': 'import(`../lib/${name}.js`)' }],
    ['when the package offers it', { '+package.json': '{ "name": "x", "main": "lib/a.ts" }' }],
    [
      'when a script of the package starts it',
      { '+package.json': '{ "name": "x", "private": true, "scripts": { "start": "node lib/a.ts" } }' },
    ],
    ['when a whole namespace is passed on', { 'lib/b.ts': "export * as a from './a'" }],
  ];
  for (const [title, texts] of cases) {
    it(title, () => {
      assert.equal(isOpen(link({ ...flag, ...texts }), 'lib/a.ts', 'flag'), true);
    });
  }

  it('and not when others only take something else', () => {
    const linked = link({
      ...flag,
      '+package.json': '{ "name": "x", "private": true }',
      '+lib/b.ts': "import { other } from './a'; const word = 1",
      '+lib/c.ts': 'const flag = 1',
      '+README.md': 'the `flag`',
      '+lib/D.vue': "<script>import { other } from './a'; export default {}</script>",
      'lib/index.ts': "import { other } from './a'; f(other)",
      'lib/deep/e.ts': "import '../'; import x from './$types'",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
    assert.equal(isOpen(linked, 'lib/a.ts', 'other'), true);
  });

  it('and not when a private package only starts there', () => {
    const linked = link({
      'src/index.ts': 'export const flag = true; f(flag)',
      '+package.json': '{ "name": "x", "private": true, "main": "src/index.ts" }',
    });
    assert.equal(isOpen(linked, 'src/index.ts', 'flag'), false);
  });

  it('and names of a script are, when another file says them', () => {
    const linked = link({ 'a.js': 'var flag = 1, other = 2; f(flag, other)', '+index.html': '<b onclick="g(flag)">' });
    assert.equal(isOpen(linked, 'a.js', 'flag'), true);
    assert.equal(isOpen(linked, 'a.js', 'other'), false);
  });
});

describe('links to members', () => {
  it('follow constant objects and enums into other files', () => {
    const linked = link({
      'lib/a.ts':
        "export const FLAGS = { NEW: 'new', OLD: { DEEP: 'deep' } } as const; export enum Kind { A = 'a', B = 'b' }",
      'lib/b.ts': "import { FLAGS, Kind as K } from './a'; f(FLAGS.NEW, FLAGS.OLD.DEEP, K.A)",
      'lib/c.ts': "import * as a from './a'; f(a.FLAGS.NEW, a.Kind.B)",
    });
    assert.equal(target(linked, 'lib/b.ts', 'FLAGS.NEW'), 'lib/a.ts:NEW');
    assert.equal(target(linked, 'lib/b.ts', 'FLAGS.OLD.DEEP'), 'lib/a.ts:DEEP');
    assert.equal(target(linked, 'lib/b.ts', 'K.A'), 'lib/a.ts:A');
    assert.equal(target(linked, 'lib/c.ts', 'a.FLAGS.NEW'), 'lib/a.ts:NEW');
    assert.deepEqual(uses(linked, 'lib/a.ts', 'NEW'), ['lib/b.ts:FLAGS.NEW', 'lib/c.ts:a.FLAGS.NEW']);
    assert.deepEqual(uses(linked, 'lib/a.ts', 'DEEP'), ['lib/b.ts:FLAGS.OLD.DEEP']);
    assert.deepEqual(uses(linked, 'lib/a.ts', 'B'), ['lib/c.ts:a.Kind.B']);
    for (const name of ['NEW', 'DEEP', 'A']) assert.equal(isOpen(linked, 'lib/a.ts', name), false);
  });

  it('follow an object that is exported without a name', () => {
    const linked = link({
      'lib/a.ts': "export default { NEW: 'new' }",
      'lib/b.ts': "import flags from './a'; f(flags.NEW)",
    });
    assert.equal(target(linked, 'lib/b.ts', 'flags.NEW'), 'lib/a.ts:NEW');
    assert.deepEqual(uses(linked, 'lib/a.ts', 'NEW'), ['lib/b.ts:flags.NEW']);
    assert.equal(isOpen(linked, 'lib/a.ts', 'NEW'), false);
  });

  it('leave entries open where the object goes somewhere in another file', () => {
    const linked = link({
      'lib/a.ts': "export const FLAGS = { NEW: 'new' }",
      'lib/b.ts': "import { FLAGS } from './a'; Object.values(FLAGS)",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'NEW'), true);
    assert.equal(isOpen(linked, 'lib/a.ts', 'FLAGS'), false);
  });

  it('read nothing of an object that only types name', () => {
    const linked = link({
      'lib/a.ts': "export const FLAGS = { NEW: 'new' } as const; export type Flag = (typeof FLAGS)[keyof typeof FLAGS]",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'NEW'), false);
  });

  it('leave public members open as soon as their name stands elsewhere', () => {
    const linked = link({
      'lib/a.ts': 'export class A { isOn = true; isOff = false; m() { return this.isOn || this.isOff } }',
      'lib/b.ts': "import { A } from './a'; g(new A().isOff)",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'isOn'), false);
    assert.equal(isOpen(linked, 'lib/a.ts', 'isOff'), true);
  });
});
