import assert from 'node:assert/strict';
import type { Hunk, Patch } from '@iama/contracts/patch/patch';
import { diffText } from '../views/diff.ts';
import { chooseHunks } from './choose-hunks.ts';
import { plannedFiles } from '@iama/runner/records/planned-files';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const hunk = (id: string, lines: string[]): Hunk => ({
  id,
  edits: [0],
  old_start: 1,
  old_lines: 2,
  new_start: 1,
  new_lines: 1,
  lines,
  finding_ids: [],
  depends_on: [],
  because: null,
});
const PATCH: Patch = {
  schema_version: 1,
  files: [
    {
      path: 'src/cart.js',
      change: 'modify',
      new_path: null,
      base_sha256: A,
      result_sha256: B,
      edits: [],
      hunks: [hunk('3fa1', ['-@@ -1 +1 @@', ' keep']), hunk('3fb2', ['-two', ' keep'])],
    },
    {
      path: 'lib/old.cjs',
      change: 'rename',
      new_path: 'lib/old.js',
      base_sha256: A,
      result_sha256: A,
      edits: [],
      hunks: [{ ...hunk('77aa', []), old_lines: 0, new_lines: 0 }],
    },
    {
      path: 'src/orphan.js',
      change: 'delete',
      new_path: null,
      base_sha256: A,
      result_sha256: null,
      edits: [],
      hunks: [hunk('99cc', ['-gone', '-too'])],
    },
  ],
  lines_added: 0,
  lines_removed: 4,
};

describe('chooseHunks', () => {
  it('takes all hunks of a file, by its old or new name', () => {
    assert.deepEqual(chooseHunks(PATCH, ['./src/cart.js'], []), ['3fa1', '3fb2']);
    assert.deepEqual(chooseHunks(PATCH, ['lib/old.js', 'lib/old.cjs'], []), ['77aa']);
  });
  it('takes a hunk by the beginning of its id, each once', () => {
    assert.deepEqual(chooseHunks(PATCH, ['src/orphan.js'], ['99', '3fb']), ['99cc', '3fb2']);
  });
  it('refuses what is not there and what is not clear', () => {
    assert.throws(() => chooseHunks(PATCH, ['src/crat.js'], []), { code: 'UNKNOWN_FILE', exit: 2 });
    assert.throws(() => chooseHunks(PATCH, [], ['0']), { code: 'UNKNOWN_HUNK' });
    assert.throws(() => chooseHunks(PATCH, [], ['3f']), { code: 'UNKNOWN_HUNK', details: ['3fa1', '3fb2'] });
  });
});

describe('diffText', () => {
  it('names each hunk where git shows the function, and nowhere else', () => {
    const heads = diffText(PATCH)
      .split('\n')
      .filter((line) => line.includes('@@'));
    assert.deepEqual(heads, ['@@ -1,2 +1 @@ 3fa1', '-@@ -1 +1 @@', '@@ -1,2 +1 @@ 3fb2', '@@ -1,2 +1 @@ 99cc']);
  });
});

describe('plannedFiles', () => {
  it('records both ends of a rename and no file after a delete', () => {
    assert.deepEqual(
      plannedFiles(PATCH).map((file) => [file.path, file.before_sha256 !== null, file.after_sha256 !== null]),
      [
        ['src/cart.js', true, true],
        ['lib/old.cjs', true, false],
        ['lib/old.js', false, true],
        ['src/orphan.js', true, false],
      ],
    );
  });
});
