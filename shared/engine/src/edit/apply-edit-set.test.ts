import assert from 'node:assert/strict';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { EditRefusalCode } from '@iama/contracts/edit/edit-outcome';
import { applyPatch } from '../patch/apply-patch.ts';
import { checkPatch } from '../patch/check-patch.ts';
import { encodeUtf8, hashText } from '../patch/text-hash.ts';
import { applyEditSet } from './apply-edit-set.ts';

type Files = Record<string, string>;

function outcomeOf(files: Files, edits: readonly object[], more: object = {}) {
  const tree = { files: new Map(Object.entries(files)), paths: new Set([...Object.keys(files), 'logo.png']) };
  return applyEditSet(tree, PatchEditSet.parse({ edits, ...more }));
}

/** The files afterwards, or the codes of the refusals. */
function after(files: Files, edits: readonly object[], more: object = {}): Files | string {
  const outcome = outcomeOf(files, edits, more);
  if (!outcome.ok) return outcome.refusals.map((each) => each.code).join(' ');
  assert.equal(checkPatch(outcome.patch), null);
  const applied = applyPatch(outcome.patch, (path) => files[path] ?? null);
  assert.ok(applied.ok, JSON.stringify(applied));
  const result = { ...files };
  for (const each of applied.files) {
    if (each.after === null) delete result[each.path];
    else result[each.path] = each.after;
  }
  return result;
}

const search = (path: string, ...blocks: [string, string][]) => ({
  op: 'EXACT_SEARCH_REPLACE',
  path,
  blocks: blocks.map(([from, to]) => ({ search: from, replace: to })),
});

describe('an edit set', () => {
  it('looks for all blocks in the file as it was, in any order', () => {
    const files = { 'a.ts': 'one();\ntwo();\nthree();\n' };
    assert.deepEqual(after(files, [search('a.ts', ['three', 'one'], ['one', 'three'])]), {
      'a.ts': 'three();\ntwo();\none();\n',
    });
  });

  it('takes blocks that share context, and refuses those that change the same line', () => {
    const files = { 'a.ts': 'a();\nb();\nc();\nd();\n' };
    const first: [string, string] = ['a();\nb();\nc();', 'a();\nB();\nc();'];
    assert.deepEqual(after(files, [search('a.ts', first, ['b();\nc();\nd();', 'b();\nc();\nD();'])]), {
      'a.ts': 'a();\nB();\nc();\nD();\n',
    });
    assert.equal(after(files, [search('a.ts', first, ['b();\nc();\nd();', 'x();\nc();\nd();'])]), 'EDITS_OVERLAP');
  });

  it('orders what is inserted at one place by the places it was written for', () => {
    const files = { 'a.ts': 'a();\nb();\n' };
    const blocks: [string, string][] = [
      ['b();', 'before_b();\nb();'],
      ['a();', 'a();\nafter_a();'],
    ];
    assert.deepEqual(after(files, [search('a.ts', ...blocks)]), { 'a.ts': 'a();\nafter_a();\nbefore_b();\nb();\n' });
  });

  it('lets a later block go on where an earlier one wrote', () => {
    const files = { 'a.ts': 'const a = 1;\nuse(a);\n' };
    const blocks: [string, string][] = [
      ['const a = 1;', 'const b = 2;'],
      ['const b = 2;\nuse(a);', 'const b = 2;\nuse(b);'],
      ['use(b);', 'use(b, b);'],
    ];
    assert.deepEqual(after(files, [search('a.ts', ...blocks)]), { 'a.ts': 'const b = 2;\nuse(b, b);\n' });
  });

  it('knows an edit that was made before, and does not make it twice', () => {
    const files = { 'a.ts': "import { b } from 'b';\nrun(2);\n" };
    const outcome = outcomeOf(files, [search('a.ts', ['run(1);', 'run(2);'])]);
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.placements.map((each) => each.status),
      ['already_applied'],
    );
    assert.equal(outcome.patch.files.length, 0);
    assert.deepEqual(
      after(files, [search('a.ts', ["import { b } from 'b';", "import { b } from 'b';\nrun(2);"])]),
      files,
    );
    assert.equal(after(files, [search('a.ts', ['stop();', ''])]), 'SEARCH_NOT_FOUND');
    const fitted = { 'a.py': 'def f():\n    # twice\n    return 2\n' };
    const loose = search('a.py', ['def f():\n  return 1', 'def f():\n  # twice\n  return 2']);
    assert.deepEqual(after(fitted, [loose]), fitted);
    assert.equal(after(fitted, [loose], { matching: 'strict' }), 'SEARCH_NOT_FOUND');
  });

  it('does not take the same text elsewhere for an edit that was made', () => {
    const text = 'function a() {\n  return null;\n}\nfunction b() {\n  const value = compute(1);\n  log();\n}\n';
    assert.equal(
      after({ 'a.ts': text }, [search('a.ts', ['const value = compute(2);', 'return null;'])]),
      'SEARCH_NOT_FOUND',
    );
  });

  it('knows a file that was made before, and does not make another one over it', () => {
    const files = { 'a.ts': 'a();\n' };
    const make = (text: string) => ({ op: 'CREATE_FILE', path: 'a.ts', text });
    assert.deepEqual(after(files, [make('a();\n')]), files);
    assert.deepEqual(after(files, [search('a.ts', ['', 'a();\n'])]), files);
    assert.equal(after(files, [make('b();\n')]), 'FILE_EXISTS');
  });

  it('makes, deletes and moves files, and edits a file on its way', () => {
    const files = { 'a.ts': 'a();\n', 'b.ts': 'b();\n' };
    const edits = [
      { op: 'CREATE_FILE', path: 'new/c.ts', text: 'c();\n' },
      { op: 'DELETE_FILE', path: 'b.ts' },
      { op: 'RENAME_FILE', path: 'a.ts', new_path: 'd.ts' },
      search('a.ts', ['a();', 'aa();']),
    ];
    assert.deepEqual(after(files, edits), { 'd.ts': 'aa();\n', 'new/c.ts': 'c();\n' });
  });

  it('takes an empty search for a new or empty file and for nothing else', () => {
    assert.deepEqual(after({ 'e.ts': '' }, [search('e.ts', ['', 'x();\n']), search('n.ts', ['', 'y();\n'])]), {
      'e.ts': 'x();\n',
      'n.ts': 'y();\n',
    });
    assert.equal(after({ 'a.ts': 'a();\n' }, [search('a.ts', ['', 'x();\n'])]), 'SEARCH_EMPTY');
  });

  it('says everything that is wrong at once, in the order of the edits', () => {
    const outcome = outcomeOf({ 'a.ts': 'a();\nb();\nb();\n' }, [
      search('a.ts', ['b();', 'c();'], ['missing();', 'c();']),
      search('none.ts', ['a', 'b']),
      search('logo.png', ['a', 'b']),
      { op: 'CREATE_FILE', path: 'a.ts', text: '' },
    ]);
    assert.ok(!outcome.ok);
    assert.deepEqual(
      outcome.refusals.map((each) => [each.edit, each.block, each.code]),
      [
        [2, null, 'FILE_UNREADABLE'],
        [1, null, 'FILE_MISSING'],
        [3, null, 'EDITS_CONFLICT'],
      ].toSorted((a, b) => Number(a[0]) - Number(b[0])),
    );
  });

  it('shows the nearest lines and the first difference for a search that is not there', () => {
    const outcome = outcomeOf({ 'a.ts': 'start();\nconst total = sum(items);\nend();\n' }, [
      search('a.ts', ['const total = sun(items);\nend();', 'x']),
    ]);
    assert.ok(!outcome.ok);
    const [refusal] = outcome.refusals;
    assert.ok(refusal?.code === 'SEARCH_NOT_FOUND');
    const { start_line, end_line, first_difference: first } = refusal.nearest ?? {};
    assert.deepEqual([start_line, end_line, first?.line, first?.column], [2, 3, 2, 17]);
    const strict = outcomeOf({ 'a.ts': 'a(1);  \n' }, [search('a.ts', ['a(1);\n', 'x'])], { matching: 'strict' });
    assert.match(
      (!strict.ok && strict.refusals[0]?.message) || '',
      /part at line 1, column 6: .*"a\(1\);", .*"a\(1\);  "/,
    );
    assert.match(refusal.message, /lines 2 to 3 \(9\d %\).*sun\(items\)/);
  });

  it('says where a search stands that is not where its block wants it', () => {
    const files = { 'a.py': 'class A:\n    x = 1\n\nclass B:\n    y = 1\n' };
    const block = { search: 'x = 1', replace: 'x = 2' };
    const message = (more: object): string => {
      const edits = [{ op: 'EXACT_SEARCH_REPLACE', path: 'a.py', blocks: [{ ...block, ...more }] }];
      const outcome = outcomeOf(files, edits);
      return outcome.ok ? 'made' : (outcome.refusals[0]?.message ?? '');
    };
    assert.match(message({ within: ['class B:'] }), /\(lines 2\), but not below "class B:"/);
    assert.match(message({ at_end: true }), /\(lines 2\), but not at the end of the file/);
  });

  const base = { 'a.ts': 'export function f() {\n  return 1;\n}\n' };
  for (const [what, code, edits, more] of [
    ['new code that leaves code out', 'ELIDED_CODE', [search('a.ts', ['  return 1;', '  // ... existing code ...'])]],
    ['new code that does not parse', 'NEW_PARSE_ERROR', [search('a.ts', ['return 1;', 'return (1;'])]],
    ['half of a character', 'TEXT_INVALID', [search('a.ts', ['\ud83d', 'x'])]],
    ['an old base', 'BASE_STALE', [search('a.ts', ['1', '2'])], { base_sha256: { 'a.ts': 'a'.repeat(64) } }],
    [
      'the base of a file that is gone',
      'BASE_STALE',
      [search('a.ts', ['1', '2'])],
      { base_sha256: { 'b.ts': 'a'.repeat(64) } },
    ],
    ['a stream of another file', 'PATH_REFUSED', [{ op: 'CREATE_FILE', path: 'a.ts::$DATA', text: '' }]],
    ['another drive', 'PATH_REFUSED', [{ op: 'RENAME_FILE', path: 'a.ts', new_path: 'C:/b.ts' }]],
    ['the home folder', 'PATH_REFUSED', [{ op: 'CREATE_FILE', path: '~/b.ts', text: '' }]],
    ['a folder above, in wide letters', 'PATH_REFUSED', [{ op: 'CREATE_FILE', path: '\uff0e\uff0e/b.ts', text: '' }]],
    [
      'a file and a folder of one name',
      'EDITS_CONFLICT',
      [
        { op: 'CREATE_FILE', path: 'n/b.ts', text: 'x' },
        { op: 'CREATE_FILE', path: 'n', text: 'x' },
      ],
    ],
    ['git’s folder', 'PATH_REFUSED', [{ op: 'CREATE_FILE', path: 'x/.GIT/hooks/a', text: '' }]],
    ['a name that is another in other case', 'PATH_REFUSED', [{ op: 'CREATE_FILE', path: 'A.ts', text: 'x' }]],
    [
      'two files of one name',
      'PATH_REFUSED',
      [
        { op: 'CREATE_FILE', path: 'n/b.ts', text: 'x' },
        { op: 'CREATE_FILE', path: 'N/c.ts', text: 'x' },
      ],
    ],
    ['a move onto a file', 'FILE_EXISTS', [{ op: 'RENAME_FILE', path: 'a.ts', new_path: 'logo.png' }]],
    ['a change that it does not declare', 'SYMBOLS_UNDECLARED', [search('a.ts', ['1', '2'])], { changed_symbols: [] }],
    [
      'a change without a name, where it declares that there is none',
      'SYMBOLS_UNDECLARED',
      [{ op: 'EXACT_SEARCH_REPLACE', path: 'a.ts', blocks: [{ search: '', replace: 'go();\n', at_end: true }] }],
      { changed_symbols: [] },
    ],
    [
      'a declared change that it does not make',
      'SYMBOLS_UNDECLARED',
      [search('a.ts', ['1', '2'])],
      {
        changed_symbols: [
          { path: 'a.ts', symbol: 'f' },
          { path: 'a.ts', symbol: 'g' },
        ],
      },
    ],
  ] as readonly [string, EditRefusalCode, readonly object[], object?][]) {
    it(`is refused for ${what}`, () => assert.equal(after(base, edits, more), code));
  }

  it('keeps to what it declares and to the base it names', () => {
    const more = {
      base_sha256: { 'a.ts': hashText('a.ts', base['a.ts'], encodeUtf8) },
      changed_symbols: [{ path: 'a.ts', symbol: 'f' }],
    };
    assert.deepEqual(after(base, [search('a.ts', ['1', '2'])], more), { 'a.ts': base['a.ts'].replace('1', '2') });
  });

  it('may leave a file broken that was broken before, but not more so', () => {
    const files = { 'a.py': 'def f(:\n    return 1\n', 'a.go': 'package a\nfunc f() {}\n', 'a.json': '{"a": 1}\n' };
    assert.deepEqual(after(files, [search('a.py', ['return 1', 'return 2'])]), {
      ...files,
      'a.py': 'def f(:\n    return 2\n',
    });
    assert.equal(after(files, [search('a.go', ['func f() {}', 'func f() {'])]), 'NEW_PARSE_ERROR');
    assert.equal(after(files, [search('a.json', ['1', '1,'])]), 'NEW_PARSE_ERROR');
    const broken = { 'a.js': 'const a = ;\nfunction f() {\n  return [1];\n}\n' };
    assert.equal(after(broken, [search('a.js', ['[1]', '[1'])]), 'NEW_PARSE_ERROR');
    assert.equal(after(broken, [search('a.js', ['[1]', '[2]'])], {}) === 'NEW_PARSE_ERROR', false);
  });

  it('keeps files of data readable, and asks no more of them than their tools do', () => {
    const files = {
      'a.yml': 'a:\n  - b\n',
      'a.toml': 'a = 1\n',
      'tsconfig.json': '{\n  // Why.\n  "a": 1,\n}\n',
      't.yaml': 'a: {{ .b }}\n',
    };
    assert.equal(after(files, [search('a.yml', ['  - b', '  - [b'])]), 'NEW_PARSE_ERROR');
    assert.equal(after(files, [search('a.toml', ['= 1', '= ['])]), 'NEW_PARSE_ERROR');
    assert.equal(after(files, [search('tsconfig.json', ['1,', '1 "b"'])]), 'NEW_PARSE_ERROR');
    assert.notEqual(after(files, [search('tsconfig.json', ['1,', '[1,],'])]), 'NEW_PARSE_ERROR');
    assert.notEqual(after(files, [search('t.yaml', ['.b', '- .c'])]), 'NEW_PARSE_ERROR');
    const outcome = outcomeOf(files, [search('a.toml', ['a = 1', 'a = 1\nb = ['])]);
    assert.match(JSON.stringify(outcome), /near line [23] of the result/);
  });

  it('may change imports without a name for it', () => {
    const files = { 'a.ts': 'import { a } from "./b";\na();\n' };
    const edits = [search('a.ts', ['{ a }', '{ a, c }'])];
    assert.notEqual(after(files, edits, { changed_symbols: [] }), 'SYMBOLS_UNDECLARED');
  });
});
