import assert from 'node:assert/strict';
import type { PatchFile } from '@iama/contracts/patch/patch';
import { hunk, patchOf } from '../testing/sample-patch.ts';
import { changeTexts as textsOf } from './change-texts.ts';
import { hunkLines } from './hunk-lines.ts';
import { FRESH_REVIEW } from './review-state.ts';

const BASE = 'one\ntwo\nthree\nfour\n';
const FILE = patchOf({
  path: 'a.ts',
  edits: [
    { start: 0, end: 4, replacement: '', finding_id: 'x' },
    { start: 14, end: 18, replacement: 'IV', finding_id: 'y' },
  ],
  hunks: [
    hunk('first', { edits: [0], lines: ['-one'], new_start: 0, new_lines: 0 }),
    hunk('last', { edits: [1], lines: ['-four', '+IV'], old_start: 4, old_lines: 1, new_start: 3, new_lines: 1 }),
  ],
}).files[0] as PatchFile;

const changeTexts = (file: PatchFile, base: string, rejected: ReadonlySet<string>) =>
  textsOf(file, base, { rejected, partial: new Map() });

describe('the texts of a change', () => {
  it('hold what the accepted hunks make', () => {
    assert.equal(changeTexts(FILE, BASE, new Set()).after, 'two\nthree\nIV\n');
    assert.equal(changeTexts(FILE, BASE, new Set(['first'])).after, 'one\ntwo\nthree\nIV\n');
    assert.equal(changeTexts(FILE, BASE, new Set(['first', 'last'])).after, BASE);
  });

  it('are empty before a file is made, and after it is deleted unless that is rejected', () => {
    const made = {
      ...FILE,
      change: 'create' as const,
      edits: [{ start: 0, end: 0, replacement: 'x\n', finding_id: '' }],
    };
    assert.deepEqual(changeTexts(made, '', new Set()), { before: '', after: 'x\n' });
    const gone = { ...FILE, change: 'delete' as const, edits: [], hunks: [hunk('all')] };
    assert.equal(changeTexts(gone, BASE, new Set()).after, '');
    assert.equal(changeTexts(gone, BASE, new Set(['all'])).after, BASE);
  });

  it('have each hunk where the accepted ones above it leave it', () => {
    const lines = (rejected: string[]) =>
      hunkLines(FILE, { rejected: new Set(rejected), partial: new Map() }).map(({ line, accepted }) => [
        line,
        accepted,
      ]);
    assert.deepEqual(lines([]), [
      [0, true],
      [2, true],
    ]);
    const file = { ...FILE, hunks: [hunk('c', { lines: [' one', ' two', '-three'], old_lines: 3, new_lines: 2 })] };
    assert.deepEqual(hunkLines(file, FRESH_REVIEW)[0]?.line, 2, 'below the lines around the change');
    assert.deepEqual(lines(['first']), [
      [0, false],
      [3, true],
    ]);
  });
});
