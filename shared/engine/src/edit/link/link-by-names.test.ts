import assert from 'node:assert/strict';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { applyEditSet } from '../apply-edit-set.ts';

type Files = Record<string, string>;
const filler = '\n'.repeat(12);

/** `hunk > hunk` for each dependency, a hunk named by its file and its first changed line. */
function linksOf(files: Files, edits: readonly object[]): string[] {
  const tree = { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
  const outcome = applyEditSet(tree, PatchEditSet.parse({ edits }));
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const names = new Map<string, string>();
  for (const file of outcome.patch.files) {
    for (const hunk of file.hunks) {
      const line = hunk.lines.find((each) => /^[+-]/.test(each)) ?? ` ${file.change}`;
      names.set(hunk.id, `${file.path} ${line.slice(1).trim()}`);
    }
  }
  return outcome.patch.files
    .flatMap((file) => file.hunks)
    .flatMap((hunk) => {
      assert.equal(hunk.because === null, hunk.depends_on.length === 0);
      return hunk.depends_on.map((id) => `${names.get(hunk.id)} > ${names.get(id)}`);
    })
    .toSorted();
}
const change = (path: string, ...blocks: [string, string][]) => ({
  op: 'EXACT_SEARCH_REPLACE',
  path,
  blocks: blocks.map(([search, replace]) => ({ search, replace })),
});

describe('hunks that nobody tied', () => {
  it('travel together as an import and its use', () => {
    const files = { 'a.ts': `import { x } from 'x';\n${filler}run(x);\n` };
    assert.deepEqual(
      linksOf(files, [change('a.ts', ["import { x } from 'x';", "import { x, y } from 'x';"], ['run(x);', 'run(y);'])]),
      ["a.ts run(x); > a.ts import { x } from 'x';"],
    );
    assert.deepEqual(linksOf(files, [change('a.ts', ["import { x } from 'x';", ''], ['run(x);', ''])]), [
      "a.ts import { x } from 'x'; > a.ts run(x);",
    ]);
  });

  it('travel together as a renamed function and its callers, also in other files', () => {
    const files = {
      'lib/a.ts': `export function old() {}\n${filler}old();\n`,
      'b.ts': `import { old } from './lib/a.js';\n${filler}old();\n${filler}other();\n`,
    };
    const edits = [
      change('lib/a.ts', ['export function old', 'export function fresh'], [`${filler}old();`, `${filler}fresh();`]),
      change(
        'b.ts',
        ['import { old }', 'import { fresh }'],
        [`${filler}old();`, `${filler}fresh();`],
        ['other();', 'another();'],
      ),
    ];
    assert.deepEqual(linksOf(files, edits), [
      "b.ts import { old } from './lib/a.js'; > b.ts old();",
      "b.ts import { old } from './lib/a.js'; > lib/a.ts export function old() {}",
      "b.ts old(); > b.ts import { old } from './lib/a.js';",
      "lib/a.ts export function old() {} > b.ts import { old } from './lib/a.js';",
      'lib/a.ts export function old() {} > lib/a.ts old();',
      'lib/a.ts old(); > lib/a.ts export function old() {}',
    ]);
  });

  it('travel together as a renamed method and its callers', () => {
    const files = { 'a.ts': `class A {\n  total() {}\n}\n${filler}new A().total();\n` };
    assert.deepEqual(linksOf(files, [change('a.ts', ['  total()', '  sum()'], ['A().total()', 'A().sum()'])]), [
      'a.ts new A().total(); > a.ts total() {}',
      'a.ts total() {} > a.ts new A().total();',
    ]);
  });

  it('travel together as a new, moved or deleted file and its imports', () => {
    const files = { 'a.ts': "import './b';\nimport './c';\n", 'b.ts': 'b();\n', 'c.ts': 'c();\n' };
    const edits = [
      { op: 'CREATE_FILE', path: 'n.ts', text: 'n();\n' },
      { op: 'DELETE_FILE', path: 'b.ts' },
      { op: 'RENAME_FILE', path: 'c.ts', new_path: 'd.ts' },
      change('a.ts', ["import './b';\nimport './c';", "import './n';\nimport './d';"]),
    ];
    assert.deepEqual(linksOf(files, edits), [
      "a.ts import './b'; > c.ts rename",
      "a.ts import './b'; > n.ts n();",
      "b.ts b(); > a.ts import './b';",
      "c.ts rename > a.ts import './b';",
    ]);
  });

  it('travel together by name in Python', () => {
    const files = { 'a.py': `import os\n${filler}print(os)\n`, 'b.py': `from a import f\n${filler}f()\n` };
    const edits = [
      change('a.py', ['print(os)', 'def g():\n    pass']),
      change('b.py', ['from a import f', 'from a import f, g'], [`${filler}f()`, `${filler}g()`]),
    ];
    assert.deepEqual(linksOf(files, edits), [
      'b.py f() > b.py from a import f',
      'b.py from a import f > a.py print(os)',
    ]);
  });

  it('stay apart when they only stand in one file', () => {
    const files = { 'a.ts': `const a = 1;\n${filler}const b = 2;\nuse(a, b);\n` };
    assert.deepEqual(linksOf(files, [change('a.ts', ['a = 1', 'a = 3'], ['b = 2', 'b = a'])]), []);
  });
});
