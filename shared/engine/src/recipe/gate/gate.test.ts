import assert from 'node:assert/strict';
import type { Finding } from '@iama/contracts/recipe';
import type { TextEdit } from '@iama/contracts/patch/patch';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { gated } from './gate.ts';

type Files = Readonly<Record<string, string>>;

interface Wish {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly group?: string;
}

/** A recipe that replaces texts as told; each wish is a finding of its own. */
const replacing =
  (files: Files, wishes: readonly Wish[]) =>
  (exclude: ReadonlySet<string>): RecipeResult => {
    const findings: Finding[] = [];
    const edits = new Map<string, TextEdit[]>();
    for (const [index, { path, from, to, group = null }] of wishes.entries()) {
      const id = `wish ${index}`;
      if (exclude.has(id)) continue;
      const start = files[path]?.indexOf(from) ?? -1;
      findings.push({ id, kind: 'wish', path, symbol: from, line: 1, message: to, group });
      const edit = { start, end: start + from.length, replacement: to, finding_id: id };
      edits.set(
        path,
        [...(edits.get(path) ?? []), edit].toSorted((a, b) => a.start - b.start),
      );
    }
    const changes = [...edits].map(([path, each]) => ({ change: 'modify' as const, path, edits: each }));
    return { findings, kept: [], changes, skipped: [] };
  };

const requestFor = (files: Files, exclude: readonly string[] = []): RecipeRequest => ({
  tree: { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) },
  target: { kind: 'folder', path: '.' },
  level: 'STANDARD',
  exclude: new Set(exclude),
});

const through = async (files: Files, wishes: readonly Wish[], exclude: readonly string[] = []) => {
  const result = await gated(requestFor(files, exclude), replacing(files, wishes));
  return {
    left: result.findings.map(({ id }) => id),
    kept: result.kept.map(({ symbol, reason }) => `${symbol}: ${reason}`),
  };
};

describe('the gate behind a recipe', function () {
  // The compiler takes a second to start, and longer where many tests run at once.
  this.timeout(20_000);

  it('lets a change through that breaks nothing', async () => {
    const files = { 'a.ts': 'export const a: number = 1;\n' };
    assert.deepEqual(await through(files, [{ path: 'a.ts', from: '= 1', to: '= 2' }]), { left: ['wish 0'], kept: [] });
  });

  it('takes back what does not parse, and nothing else', async () => {
    const files = { 'a.js': 'first();\nsecond();\nthird();\n', 'b.py': 'x = 1\n' };
    const { left, kept } = await through(files, [
      { path: 'a.js', from: 'first()', to: 'first(1)' },
      { path: 'a.js', from: 'second()', to: 'second(' },
      { path: 'b.py', from: '= 1', to: '= )' },
    ]);
    assert.deepEqual(left, ['wish 0']);
    assert.equal(kept.length, 2);
    assert.match(kept[0] ?? '', /^second\(\): the change was taken back/);
  });

  it('takes back a name that nothing declares, in plain JavaScript', async () => {
    const files = { 'a.js': 'const one = 1;\nuse(one);\n' };
    const { left, kept } = await through(files, [{ path: 'a.js', from: 'use(one)', to: 'use(two)' }]);
    assert.deepEqual(left, []);
    assert.match(kept[0] ?? '', /nothing declares `two`/);
  });

  it('takes back what brings a type error into a file that imports the changed one, through a barrel', async () => {
    const files = {
      'lib.ts': "export const a = 'text';\nexport const b = 1;\n",
      'barrel.ts': "export * from './lib.js';\n",
      'use.ts': "import { a, b } from './barrel.js';\nexport const c: string = a;\nexport const d: number = b;\n",
    };
    const { left, kept } = await through(files, [
      { path: 'lib.ts', from: "'text'", to: '17' },
      { path: 'lib.ts', from: 'b = 1', to: 'b = 2' },
    ]);
    assert.deepEqual(left, ['wish 1']);
    assert.match(kept[0] ?? '', /error in use\.ts: .*number.*string.*TS2322/);
  });

  it('does not count errors that were there before, even where their lines move', async () => {
    const files = { 'a.ts': 'const a = 1;\nexport const b: string = 2;\n' };
    const { left } = await through(files, [{ path: 'a.ts', from: 'const a = 1;\n', to: '' }]);
    assert.deepEqual(left, ['wish 0']);
  });

  it('takes back a whole group, and finds one of many culprits', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `v${index}`);
    const files = { 'a.ts': names.map((name) => `export const ${name}: number = 0;\n`).join('') };
    const wishes = names.map((name, index) => ({
      path: 'a.ts',
      from: `${name}: number = 0`,
      to: index === 13 ? `${name}: number = ''` : `${name}: number = 1`,
      group: index === 13 || index === 4 ? 'pair' : `alone ${index}`,
    }));
    const { left, kept } = await through(files, wishes);
    assert.equal(left.length, 18);
    assert.deepEqual(kept.map((each) => each.slice(0, 3)).toSorted(), ['v13', 'v4:']);
  });

  it('finds culprits whose errors show in other places than their own', async () => {
    const files = {
      'a.ts': 'export interface A {\n  one: string;\n  two: string;\n}\n',
      'b.ts': "import type { A } from './a.js';\nexport const b: A = {\n  one: '',\n  two: '',\n};\n",
    };
    const { left, kept } = await through(files, [
      { path: 'a.ts', from: 'one: string', to: 'one: number' },
      { path: 'a.ts', from: 'two: string', to: 'two?: string' },
      { path: 'b.ts', from: "two: ''", to: "two: 'x'" },
    ]);
    assert.deepEqual(left, ['wish 1', 'wish 2']);
    assert.equal(kept.length, 1);
  });

  it('leaves out the group of a finding that was left out', async () => {
    const files = { 'a.js': 'a();\nb();\n' };
    const wishes = [
      { path: 'a.js', from: 'a()', to: 'a(1)', group: 'g' },
      { path: 'a.js', from: 'b()', to: 'b(1)', group: 'g' },
    ];
    assert.deepEqual((await through(files, wishes, ['wish 1'])).left, []);
  });
});
