import type { FileChange } from '@iama/engine/patch/file-change';
import type { SourceTree } from '@iama/engine/recipe/recipe';

export interface ChangeByHand {
  readonly what: string;
  readonly changes: readonly FileChange[];
}

const FINDING = 'by-hand';

/** What no recipe makes and careful people do beside a refactoring: files added, and facts of a package brought up to date. */
export function changesByHand(tree: SourceTree): readonly ChangeByHand[] {
  const sources = [...tree.files.keys()].filter(
    (path) => /^(src|lib)\/[\w-]+\.[jt]s$/.test(path) && !path.includes('test'),
  );
  const [source = 'index.js'] = sources;
  const test = [...tree.files.keys()].find((path) => /(^|\/)test\/[\w.-]+\.js$/.test(path));
  return [
    {
      what: 'by-hand: add a file beside the code, and a test that nobody had',
      changes: [
        created(source.replace(/\.[jt]s$/, '-notes.md'), '# Notes\n\nHow it came to be.\n'),
        ...(test ? [created(test.replace(/[\w.-]+$/, 'added.test.js'), ADDED_TEST)] : []),
      ],
    },
    {
      what: 'by-hand: bring up the version',
      changes: edited(tree, 'package.json', /"version": "[^"]*"/, '"version": "9.9.9"'),
    },
    {
      what: 'by-hand: add a script beside the tests',
      changes: edited(tree, 'package.json', /"scripts": \{/, '"scripts": {\n    "lint": "eslint .",'),
    },
    {
      what: 'by-hand: say more in a comment',
      changes: edited(tree, source, /^/, '/* What it is for stands in the notes. */\n'),
    },
    ...(test
      ? [{ what: 'by-hand: say more in a test', changes: edited(tree, test, /^(?!#!)/, '// Beside the code.\n') }]
      : []),
  ];
}

const ADDED_TEST = `const { test } = require('node:test');
const assert = require('node:assert');

if (process.argv.includes('never')) test('adds', () => assert.strictEqual(1 + 1, 2));
`;

function created(path: string, text: string): FileChange {
  return { change: 'create', path, text, finding_id: FINDING };
}

function edited(tree: SourceTree, path: string, from: RegExp, replacement: string): readonly FileChange[] {
  const found = from.exec(tree.files.get(path) ?? '');
  if (!found || !tree.files.has(path)) return [];
  const edit = { start: found.index, end: found.index + found[0].length, replacement, finding_id: FINDING };
  return [{ change: 'modify', path, edits: [edit] }];
}
