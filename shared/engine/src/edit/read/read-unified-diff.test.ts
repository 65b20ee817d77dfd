import assert from 'node:assert/strict';
import { readEdits } from './read-edits.ts';

const fenced = (...lines: string[]): string => ['Here:', '```diff', ...lines, '```', 'Done.', ''].join('\n');
const HEAD = ['--- a/src/a.py', '+++ b/src/a.py'];

/** `path: search -> replace` per block, or what is wrong. */
function said(text: string): string[] {
  const { set, problems } = readEdits(text);
  if (problems.length > 0) return problems.map((each) => `${each.line}: ${each.message}`);
  const show = (part: string): string => part.replaceAll('\n', '|');
  return (set?.edits ?? []).flatMap((edit) => {
    if (edit.op === 'CREATE_FILE') return [`new ${edit.path}: ${show(edit.text)}`];
    if (edit.op !== 'EXACT_SEARCH_REPLACE') return [`${edit.op} ${edit.path}`];
    return edit.blocks.map((block) => `${edit.path}: ${show(block.search)} -> ${show(block.replace)}`);
  });
}

describe('a unified diff', () => {
  it('is read by its lines, whatever its numbers say', () => {
    for (const head of ['@@ -1,3 +1,3 @@', '@@ -70,99 +1 @@ def other():', '@@ ... @@', '@@'])
      assert.deepEqual(said(fenced(...HEAD, head, ' a', '-b', '+c')), ['src/a.py: a|b| -> a|c|'], head);
  });

  it('may have several hunks and files, and make and delete some', () => {
    const text = fenced(
      ...HEAD,
      '@@ -1 +1 @@',
      '-a',
      '+A',
      '@@ -9 +9 @@',
      '-b',
      '+B',
      '\\ No newline at end of file',
      '--- b.txt',
      '+++ b.txt',
      '@@ -1,2 +1,2 @@',
      ' x',
      '',
      '-y',
      '--- /dev/null',
      '+++ b/new.ts',
      '@@ -0,0 +1,2 @@',
      '+one',
      '+two',
      '--- a/old.ts',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-gone',
    );
    assert.deepEqual(said(text), [
      'src/a.py: a| -> A|',
      'src/a.py: b| -> B|',
      'b.txt: x||y| -> x||',
      'new new.ts: one|two|',
      'DELETE_FILE old.ts',
    ]);
  });

  it('is read bare when it is as long as it says', () => {
    const bare = [...HEAD, '@@ -1,2 +1,2 @@', ' a', '-b', '+c', ''].join('\n');
    assert.deepEqual(said(bare), ['src/a.py: a|b| -> a|c|']);
    assert.match(said(bare.replace('+c\n', ''))[0] ?? '', /may have broken off/);
  });

  for (const [what, text, expected] of [
    ['it moves a file', fenced('--- a/x.ts', '+++ b/y.ts', '@@', '-a', '+b'), /moves x\.ts to y\.ts/],
    [
      'it only renames',
      fenced('rename from x.ts', 'rename to y.ts', ...HEAD, '@@', '-a', '+b'),
      /Only changes of lines/,
    ],
    ['it leaves the workspace', fenced('--- ../x.ts', '+++ ../x.ts', '@@', '-a', '+b'), /not a path inside/],
    ['a hunk has nothing to go by', fenced(...HEAD, '@@ -3,0 +4 @@', '+b'), /has no line of the file/],
    ['a line has no sign', fenced(...HEAD, '@@', 'a', '-b'), /starts with none of/],
    ['what it takes away looks like a head', fenced(...HEAD, '@@', '--- x', '+++ y'), /moves x to y/],
    ['it has no lines', fenced(...HEAD), /has no lines/],
  ] as const) {
    it(`is refused when ${what}`, () => assert.match(said(text).join(' '), expected));
  }
});
