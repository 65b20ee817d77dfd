import assert from 'node:assert/strict';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { promisesToAsync } from './promises-to-async.ts';

type Level = 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE';
const after = (text: string, level: Level = 'STANDARD', path?: string) => rewritten(promisesToAsync, text, level, path);
const same = async (text: string, path?: string) => assert.equal(await after(text, 'COMPREHENSIVE', path), text);
const lines = (...all: string[]) => `${all.join('\n')}\n`;

describe('promise chains told with await', () => {
  it('go step by step in a function that is async already', async () => {
    assert.equal(
      await after(
        lines(
          'export async function load(id) {',
          '  return get(id)',
          '    .then((res) => res.json())',
          '    .then((data) => {',
          '      note(data);',
          '      return data.items;',
          '    });',
          '}',
        ),
      ),
      lines(
        'export async function load(id) {',
        '  const res = await get(id);',
        '  const data = await res.json();',
        '  note(data);',
        '  return data.items;',
        '}',
      ),
    );
  });

  it('stay in what a promise is made with, where nobody waits for an `async` function', async () => {
    await same(
      lines(
        'export const run = () =>',
        '  new Promise((resolve) => {',
        '    return get().then((rows) => {',
        '      resolve(rows);',
        '    });',
        '  });',
      ),
    );
  });

  it('make a function async where nobody can tell', async () => {
    assert.equal(
      await after('const load = () => fetch("/a").then((res) => res.json());\nexport { load };\n', 'CONSERVATIVE'),
      lines(
        'const load = async () => {',
        '  const res = await fetch("/a");',
        '  return res.json();',
        '};',
        'export { load };',
      ),
    );
  });

  it('wait for `catch` and `finally` in `try`', async () => {
    assert.equal(
      await after(
        lines(
          'export async function load(id) {',
          '  return get(id)',
          '    .then((a) => use(a))',
          '    .catch((error) => {',
          '      note(error);',
          '    })',
          '    .finally(() => close());',
          '}',
        ),
      ),
      lines(
        'export async function load(id) {',
        '  const promise = get(id);',
        '  try {',
        '    try {',
        '      const a = await promise;',
        '      return await use(a);',
        '    } catch (error) {',
        '      note(error);',
        '    }',
        '  } finally {',
        '    await close();',
        '  }',
        '}',
      ),
    );
  });

  it('make what they wait for outside of the `try`, unless making it cannot fail', async () => {
    assert.equal(
      await after(lines('export async function f(id) {', '  return fetch(id).catch(() => null);', '}')),
      lines(
        'export async function f(id) {',
        '  try {',
        '    return await fetch(id);',
        '  } catch {',
        '    return null;',
        '  }',
        '}',
      ),
    );
  });

  it('give a variable its value when all is done, and not before', async () => {
    assert.equal(
      await after(
        lines('export async function f(c) {', '  c = await fetch(1).finally(() => note(c));', '  return c;', '}'),
      ),
      lines(
        'export async function f(c) {',
        '  let value;',
        '  try {',
        '    value = await fetch(1);',
        '  } finally {',
        '    await note(c);',
        '  }',
        '  c = value;',
        '  return c;',
        '}',
      ),
    );
  });

  it('keep what a second callback of `then` does not see', async () => {
    assert.equal(
      await after(
        lines('export async function load(id) {', '  return get(id).then((a) => use(a), (e) => note(e));', '}'),
      ),
      lines(
        'export async function load(id) {',
        '  const promise = get(id);',
        '  let a;',
        '  try {',
        '    a = await promise;',
        '  } catch (e) {',
        '    return note(e);',
        '  }',
        '  return use(a);',
        '}',
      ),
    );
  });

  it('follow chains into chains, and rename what would clash', async () => {
    assert.equal(
      await after(
        lines(
          'export async function load(r) {',
          '  const x = await get(r).then((r) => other(r).then(({ y }) => y + r.z));',
          '  return x;',
          '}',
        ),
      ),
      lines(
        'export async function load(r) {',
        '  const r2 = await get(r);',
        '  const { y } = await other(r2);',
        '  const x = y + r2.z;',
        '  return x;',
        '}',
      ),
    );
  });

  it('leave functions alone that stand inside, except for their own chains', async () => {
    assert.equal(
      await after(
        lines(
          'export async function load(id) {',
          '  return get(id).then((list) => list.map(async (x) => {',
          '    return one(x).then((y) => `a',
          '  ${y}`);',
          '  }));',
          '}',
        ),
      ),
      lines(
        'export async function load(id) {',
        '  const list = await get(id);',
        '  return list.map(async (x) => {',
        '    const y = await one(x);',
        '    return `a',
        '  ${y}`;',
        '  });',
        '}',
      ),
    );
  });

  it('accept the late failure of a function only at the highest level', async () => {
    const text = lines('export function load(id) {', '  return get(id.a).then((x) => x.b);', '}');
    assert.equal(await after(text), text);
    assert.equal(
      await after(text, 'COMPREHENSIVE'),
      lines('export async function load(id) {', '  const x = await get(id.a);', '  return x.b;', '}'),
    );
  });

  it('say when the function must be left', async () => {
    assert.equal(
      await after(
        lines('export async function f(a) {', '  if (a) return g().then((x) => { h(x); });', '  return 1;', '}'),
      ),
      lines(
        'export async function f(a) {',
        '  if (a) {',
        '    const x = await g();',
        '    h(x);',
        '    return;',
        '  }',
        '  return 1;',
        '}',
      ),
    );
  });

  it('write methods, functions that stand elsewhere, and code without semicolons', async () => {
    assert.equal(
      await after(
        lines(
          'function done(x) {',
          '  return x',
          '}',
          'class A {',
          '  static load() {',
          '    return fetch(1).then(done)',
          '  }',
          '}',
          'export { A }',
        ),
      ),
      lines(
        'function done(x) {',
        '  return x',
        '}',
        'class A {',
        '  static async load() {',
        '    return done(await fetch(1))',
        '  }',
        '}',
        'export { A }',
      ),
    );
  });
});

describe('promise chains that stay', () => {
  const reasons = async (text: string, level: Level = 'COMPREHENSIVE') =>
    reasonsOf(await runRecipe(promisesToAsync, { 'a.mjs': text }, { level }));

  it('are not waited for, or leave a `try`', async () => {
    assert.match(
      (await reasons('export async function f() {\n  g().then((x) => h(x));\n  k();\n}\n'))[0] ?? '',
      /nothing waits for it/,
    );
    await same(
      'export async function f() {\n  try {\n    return g().then((x) => h(x));\n  } catch {\n    k();\n  }\n}\n',
    );
    await same('g().then((x) => h(x));\n');
  });

  it('have callbacks that mean something else elsewhere', async () => {
    await same('export async function f() {\n  return g().then(function () {\n    return this;\n  });\n}\n');
    await same('export async function f(h) {\n  return g().then(h);\n}\n');
    await same(
      'export async function f() {\n  return g().then((x) => {\n    if (x) return 1;\n    return 2;\n  }).then((y) => y + 1);\n}\n',
    );
    await same('export async function f() {\n  return g().then((a = 1) => a);\n}\n');
  });

  it('stand in functions that cannot be async', async () => {
    await same('export function* f() {\n  return g().then((x) => x);\n}\n');
    await same(
      'export class A {\n  constructor() {\n    return g().then((x) => x);\n  }\n  get a() {\n    return g().then((x) => x);\n  }\n}\n',
    );
    await same('export function f(a) {\n  if (a) return null;\n  return g().then((x) => x);\n}\n');
    await same('export function f(): Thenable<number> {\n  return g().then((x) => x);\n}\n', 'src/a.ts');
    await same('function F() {\n  return g().then((x) => x);\n}\nexport const x = new F();\n');
    await same(
      "import Promise from 'bluebird';\nexport async function f() {\n  return g().then((x) => Promise.resolve(x));\n}\n",
    );
  });

  it('are no promises, as far as anybody can tell', async () => {
    await same("export const schema = () => z.string().catch(() => '');\n");
    await same('export const visit = () => cy.get(1).then((x) => x.click());\n');
  });
});
