import assert from 'node:assert/strict';
import { readEdits } from './read-edits.ts';

/** `path: search -> replace` per block, or `line: message` per problem. */
function said(text: string, paths: readonly string[] = []): string[] {
  const { set, problems } = readEdits(text, new Set(paths));
  if (problems.length > 0) return problems.map((each) => `${each.line}: ${each.message}`);
  return (set?.edits ?? []).flatMap((edit) =>
    edit.op === 'EXACT_SEARCH_REPLACE'
      ? edit.blocks.map((block) => `${edit.path}: ${show(block.search)} -> ${show(block.replace)}`)
      : [`${edit.op} ${edit.path}`],
  );
}
const show = (text: string): string => text.replaceAll('\n', '|');
const block = (
  search: string,
  replace: string,
  [start, divide, end] = ['<<<<<<< SEARCH', '=======', '>>>>>>> REPLACE'],
): string => `${start}\n${search}${divide}\n${replace}${end}\n`;
const plain = block('one\n', 'two\n');

describe('SEARCH/REPLACE fences', () => {
  for (const [what, text] of [
    ['a line above', `Here:\n\nsrc/a.py\n${plain}`],
    ['a line above the fence', `src/a.py\n\`\`\`python\n${plain}\`\`\`\n`],
    ['the first line of the fence', `\`\`\`python\nsrc/a.py\n${plain}\`\`\`\n`],
    ['a comment in the fence', `~~~~python\n# src/a.py\n${plain}~~~~\n`],
    ['the info string', `\`\`\`python src/a.py\n${plain}\`\`\`\n`],
    ['the info string after a colon', `\`\`\`python:src/a.py\n${plain}\`\`\`\n`],
    ['a title', `\`\`\`python title="src/a.py"\n${plain}\`\`\`\n`],
    ['a heading', `### \`src/a.py\`:\n\n\`\`\`\n${plain}\`\`\`\n`],
    ['bold type', `**src/a.py**\n${plain}`],
    ['bold type with a colon inside', `**File: src/a.py:**\n${plain}`],
    ['a list', `1. "src/a.py"\n${plain}`],
    ['prose', `Now we change \`src/a.py\` so that it works:\n${plain}`],
    ['a tag', `<path>src/a.py</path>\n<diff>\n${plain}</diff>`],
    ['a fence of its own', ` \`\`\`python\nsrc/a.py\n\`\`\`\n\`\`\`python\n${plain}\`\`\`\n`],
    ['Windows', `src\\a.py\r\n${plain.replaceAll('\n', '\r\n')}`],
  ] as const) {
    it(`have their file's name in ${what}`, () => assert.deepEqual(said(text), ['src/a.py: one| -> two|']));
  }

  for (const markers of [
    ['<<< SEARCH', '===', '>>> REPLACE'],
    ['<<<<<<<<<<< SEARCH', '==========', '>>>>>>>>> REPLACE'],
    ['<<<<<<< SEARCH>', '=======', '>>>>>>> REPLACE'],
    ['------- SEARCH', '=======', '+++++++ REPLACE'],
    ['<<<<<<< ORIGINAL', '======= ', '>>>>>>> UPDATED'],
  ] satisfies [string, string, string][]) {
    it(`may be marked by \`${markers[0]}\``, () =>
      assert.deepEqual(said(`a.ts\n${block('one\n', 'two\n', markers)}`), ['a.ts: one| -> two|']));
  }

  it('go on with the file before when they name none', () => {
    const text = `a.ts\n${plain}\nand then\n\n${block('x\n', '')}\nb.ts\n${block('', 'new\n')}`;
    assert.deepEqual(said(text), ['a.ts: one| -> two|', 'a.ts: x| -> ', 'b.ts:  -> new|']);
  });

  it('leave the file before for one that the words between lead over to', () => {
    const second = block('x\n', 'y\n');
    const after = (words: string): string | undefined =>
      said(`a.ts\n${plain}\n${words}\n\n\`\`\`ts\n${second}\`\`\`\n`, ['a.ts', 'lib/b.ts', 'lib/c.ts']).at(-1);
    for (const words of [
      'And now the other file, lib/b.ts:',
      'Then b.ts:',
      'The same in (`lib/b.ts`):',
      '### lib/b.ts\n\none\n\ntwo\n\nthree\n\nfour\n\nfive',
    ])
      assert.equal(after(words), 'lib/b.ts: x| -> y|', words);
    assert.equal(after('Now lib/gone.ts:'), 'lib/gone.ts: x| -> y|');
    for (const words of ['It calls `os.path`, e.g. here, and/or there:', 'Again in a.ts, further down.'])
      assert.equal(after(words), 'a.ts: x| -> y|', words);
  });

  it('are refused when nobody can say which of two files the words above mean', () => {
    const files = ['a.ts', 'lib/b.ts', 'lib/c.ts'];
    const between = (words: string): string => said(`a.ts\n${plain}\n${words}\n${plain}`, files)[0] ?? 'read';
    assert.match(said(`lib/b.ts becomes like lib/c.ts:\n${plain}`, files)[0] ?? '', /^2: .*lib\/b\.ts and lib\/c\.ts/);
    assert.match(between('Fix the TypeScript file (lib/b.ts) as well'), /a\.ts and lib\/b\.ts/);
    assert.match(between('This is imported by `lib/b.ts`.\n\none\n\ntwo\n\nthree\n\nfour'), /a\.ts and lib\/b\.ts/);
    assert.match(between('Next comes `d.ts`.'), /a\.ts and d\.ts/);
  });

  it('take a name without folders for the only file of that name', () => {
    assert.deepEqual(said(`a.ts\n${plain}`, ['src/a.ts', 'b.ts']), ['src/a.ts: one| -> two|']);
    assert.deepEqual(said(`a.ts\n${plain}`, ['src/a.ts', 'lib/a.ts']), ['a.ts: one| -> two|']);
    assert.deepEqual(said(`a.ts\n${block('', 'x\n')}`, ['src/a.ts']), ['a.ts:  -> x|']);
  });

  it('may contain markers with a backslash before them, and shorter ones', () => {
    const text = `a.ts\n${block('\\<<<<<<< HEAD\na\n\\=======\nb\n\\>>>>>>> main\n', 'b\n')}`;
    assert.deepEqual(said(text), ['a.ts: <<<<<<< HEAD|a|=======|b|>>>>>>> main| -> b|']);
    assert.deepEqual(said(`a.ts\n${block('<<< SEARCH\n', 'x\n')}`), ['a.ts: <<< SEARCH| -> x|']);
    assert.deepEqual(said(`a.md\n${block('Title\n=====\n', 'Other\n=====\n')}`), [
      'a.md: Title|=====| -> Other|=====|',
    ]);
    assert.deepEqual(said(`a.md\n${block('```js\nx\n```\n', 'y\n')}`), ['a.md: ```js|x|```| -> y|']);
  });

  it('lose line numbers, which the text decides better', () => {
    const text = `a.ts\n${block(':start_line:[2]\n:end_line:3\n-------\n2 | one\n3 |   two\n', 'one\n')}`;
    assert.deepEqual(said(text), ['a.ts: one|  two| -> one|']);
    assert.match(said(`a.ts\n${block('a\n', ':start_line:2\nb\n')}`)[0] ?? '', /^5: A line number belongs/);
  });

  it('lose the indentation of the list that they stand in', () => {
    const text = `a.py\n${block('if a:\n    b()\n', 'c()\n')}`.replace(/^/gm, '   ');
    assert.deepEqual(said(text), ['a.py: if a:|    b()| -> c()|']);
  });

  for (const [what, text, expected] of [
    ['break off', 'a.ts\n<<<<<<< SEARCH\na\n=======\nb\n', /^2: This block is never closed/],
    ['break off in the search', 'a.ts\n<<<<<<< SEARCH\na\n', /^2: This block is never closed/],
    ['have no name', plain, /^1: This block does not say which file/],
    ['have no divider', 'a.ts\n<<<<<<< SEARCH\na\n>>>>>>> REPLACE\n', /no "======="/],
    ['have two dividers', `a.ts\n${block('a\n=======\nb\n', 'c\n')}`, /^6: The block has more than one/],
    ['hold a merge conflict', `a.ts\n${block('a\n<<<<<<< HEAD\nb\n', 'c\n')}`, /^4: .*marker of a merge conflict/],
    ['have mixed markers', 'a.ts\n<<-- SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n', /^2: "<<-- SEARCH"/],
    ['have too short a marker', 'a.ts\n-- SEARCH\na\n=======\nb\n+++++++ REPLACE\n', /^2: "-- SEARCH"/],
    ['lead out of the workspace', `../../etc/passwd.txt\n${plain}`, /not a path inside the workspace/],
    [
      'start in each other',
      'a.ts\n<<<<<<< SEARCH\na\n=======\n<<<<<<< SEARCH\nb\n=======\nc\n>>>>>>> REPLACE\n',
      /^5: A block starts inside|^2: This block is never closed/,
    ],
  ] as const) {
    it(`are refused when they ${what}`, () => assert.match(said(text)[0] ?? 'read', expected));
  }
});

describe('a *** Begin Patch envelope', () => {
  const patch = (...lines: string[]): string => ['*** Begin Patch', ...lines, '*** End Patch', ''].join('\n');

  it('adds, deletes, moves and updates files', () => {
    const { set, problems } = readEdits(
      `apply_patch <<'EOF'\n${patch(
        '*** Add File: new/a.md',
        '+# A',
        '+',
        '*** Delete File: b.txt',
        '*** Update File: c.py',
        '*** Move to: d.py',
        '@@ class A:',
        '@@ def f(self):',
        ' x = 1',
        '-y = 2',
        '+y = 3',
        '',
        ' z = 4',
        '@@',
        '-last',
        '+LAST',
        '*** End of File',
      )}EOF\n`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(set?.edits, [
      { op: 'CREATE_FILE', path: 'new/a.md', text: '# A\n\n' },
      { op: 'DELETE_FILE', path: 'b.txt' },
      { op: 'RENAME_FILE', path: 'c.py', new_path: 'd.py' },
      {
        op: 'EXACT_SEARCH_REPLACE',
        path: 'c.py',
        blocks: [
          {
            search: 'x = 1\ny = 2\n\nz = 4\n',
            replace: 'x = 1\ny = 3\n\nz = 4\n',
            whole_lines: true,
            within: ['class A:', 'def f(self):'],
          },
          { search: 'last\n', replace: 'LAST\n', whole_lines: true, at_end: true },
        ],
      },
    ]);
  });

  it('may have blanks around its markers, and chunks that only add', () => {
    const { set, problems } = readEdits(
      patch('  *** Update File: a.txt  ', '@@', '+end').replace('*** Begin', '  *** Begin'),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(set?.edits, [
      {
        op: 'EXACT_SEARCH_REPLACE',
        path: 'a.txt',
        blocks: [{ search: '', replace: 'end\n', whole_lines: true, at_end: true }],
      },
    ]);
  });

  it('may have quotes around a path', () => {
    for (const quote of ['"', "'", '`'])
      assert.deepEqual(said(patch(`*** Delete File: ${quote}./a b.txt${quote}`)), ['DELETE_FILE a b.txt']);
  });

  it('may come several times, and its words may be text of a block', () => {
    const [one, two] = [patch('*** Delete File: a.txt'), patch('*** Delete File: b.txt')];
    assert.deepEqual(said(`First:\n${one}then:\n${two}`), ['DELETE_FILE a.txt', 'DELETE_FILE b.txt']);
    assert.deepEqual(said(`doc.md\n${block('x\n', one)}`), [`doc.md: x| -> ${show(one)}`]);
    const added = patch('*** Add File: a.md', ...block('x\n', '').trim().replace(/^/gm, '+').split('\n'));
    assert.deepEqual(said(added), ['CREATE_FILE a.md']);
  });

  for (const [what, text, expected] of [
    ['a block stands beside it', `${patch('*** Delete File: a.txt')}\nb.txt\n${plain}`, /^6: A SEARCH\/REPLACE block/],
    ['it stands beside a block', `b.txt\n${plain}\n${patch('*** Delete File: a.txt')}`, /^8: A "\*\*\* Begin/],
    ['it is closed twice', `${patch('*** Delete File: a.txt')}+x\n*** End Patch\n`, /^5: .*closed here for a second/],
    ['it breaks off', '*** Begin Patch\n*** Update File: a\n-x\n+y\n', /^5: The patch is never closed/],
    ['it changes nothing', patch(), /changes nothing/],
    ['an update is empty', patch('*** Update File: a.txt'), /^2: The update of a\.txt has no lines/],
    ['a header is unknown', patch('*** Frobnicate File: a.txt'), /^2: "\*\*\* Frobnicate/],
    ['a line has no sign', patch('*** Update File: a.txt', 'x'), /^3: "x" starts with none/],
  ] as const) {
    it(`is refused when ${what}`, () => assert.match(said(text)[0] ?? 'read', expected));
  }
});

describe('JSON of an edit set', () => {
  it('is read bare, as a list, in a fence, and with slips of the pen', () => {
    const edit = '{"op": "DELETE_FILE", "path": "a.ts"}';
    for (const text of [
      `{"edits": [${edit}]}`,
      `[${edit}]`,
      `Sure!\n\`\`\`json\n{"edits": [${edit}]}\n\`\`\`\nDone.`,
      `{'edits': [${edit},], // that is all\n}`,
      `{edits: [{op: 'DELETE_FILE', path: 'a.ts'}]}`,
    ]) {
      assert.deepEqual(said(text), ['DELETE_FILE a.ts'], text);
    }
  });

  it('may have words around it, and no second value', () => {
    const json = '{"edits": [{"op": "DELETE_FILE", "path": "a.ts"}]}';
    for (const text of [`${json}\nThat's all (for now).`, `Here [1] are they:\n${json}\nDone [1].`, `Now:\n  ${json}`])
      assert.deepEqual(said(text), ['DELETE_FILE a.ts'], text);
    for (const text of [`${json}\n${json}`, `\`\`\`json\n${json}\n\`\`\`\n\n\`\`\`json\n${json}\n\`\`\``])
      assert.match(said(text)[0] ?? '', /^\d+: A second JSON value starts here/, text);
  });

  it('may have raw line breaks in its strings', () => {
    const text =
      '{"edits": [{"op": "EXACT_SEARCH_REPLACE", "path": "a.ts", "blocks": [{"search": "a\nb", "replace": "c"}]}]}';
    assert.deepEqual(said(text), ['a.ts: a|b -> c']);
  });

  it('is refused when it breaks off, however well it could be closed', () => {
    const whole = '{"edits": [{"op": "CREATE_FILE", "path": "a.ts", "text": "function f() { return [1, 2]; }\\n"}]}';
    for (let length = 1; length < whole.length; length += 1)
      assert.equal(readEdits(whole.slice(0, length)).set, null, whole.slice(0, length));
    assert.match(said(whole.slice(0, -2))[0] ?? '', /breaks off/);
  });

  it('is refused with the place of what is wrong', () => {
    assert.match(said('{"edits": [{"op": "DELETE_FILE"}]}')[0] ?? '', /^1: edits\.0\.path/);
    assert.match(said('{"edits": []}')[0] ?? '', /edits/);
    assert.match(said('I have changed the file for you.')[0] ?? '', /no edits here/);
  });
});
