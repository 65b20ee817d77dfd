import assert from 'node:assert/strict';
import type { Hunk, Patch } from '@iama/contracts/patch/patch';
import { rejectedChanges, returnedChanges } from './returned-changes.ts';

const BASE = 'a'.repeat(64);
const hunk = (id: string, old_start: number, lines: string[], depends_on: string[] = []): Hunk => ({
  id,
  edits: [],
  old_start,
  old_lines: 1,
  new_start: old_start,
  new_lines: 1,
  lines,
  finding_ids: [],
  depends_on,
  because: null,
});
const patchOf = (hunks: Hunk[], over: Partial<Patch['files'][number]> = {}): Patch => ({
  schema_version: 1,
  files: [
    {
      path: 'a.js',
      change: 'modify',
      new_path: null,
      base_sha256: BASE,
      result_sha256: null,
      edits: [],
      hunks,
      ...over,
    },
  ],
  lines_added: 0,
  lines_removed: 0,
});
const SEEN = patchOf([
  hunk('sum', 1, [' function total() {', '-  return a + b;', '+  return sum(a, b);']),
  hunk('name', 9, ['-const x = 1;', '+const one = 1;']),
]);
const rejecting = (ids: string[], patch = SEEN, attempt = 1) => ({
  review: { attempt, rejected_hunk_ids: ids },
  patch,
});
const backIn = (patch: Patch, ...reviews: ReturnType<typeof rejecting>[]) =>
  returnedChanges(patch, rejectedChanges(reviews.length > 0 ? reviews : [rejecting(['sum'])]));

describe('a change that a person rejected', () => {
  it('is known again at its place, whatever its blanks and the hunk that it is in', () => {
    const again = patchOf([
      hunk('h', 1, [' function total() {', '-  return a + b;', '+', '+\treturn  sum(a, b);', ' }', '-z();', '+y();']),
    ]);
    assert.deepEqual(backIn(again), [{ path: 'a.js', line: 2, attempt: 1 }]);
    const wider = patchOf([hunk('h', 2, ['-  return a + b;', '-  // end', '+  return sum(a, b);', '+  // over'])]);
    assert.equal(backIn(wider).length, 1);
  });

  it('is another one where the lines differ, the place does, or the file', () => {
    assert.deepEqual(backIn(patchOf([hunk('h', 2, ['-  return a + b;', '+  return add(a, b);'])])), []);
    assert.deepEqual(backIn(patchOf([hunk('h', 40, ['-  return a + b;', '+  return sum(a, b);'])])), []);
    assert.deepEqual(backIn({ ...SEEN, files: SEEN.files.map((file) => ({ ...file, path: 'b.js' })) }), []);
    assert.deepEqual(backIn(patchOf([SEEN.files[0]?.hunks[1] as Hunk])), []);
  });

  it('is another one where a line that should not go is written anew', () => {
    const gone = patchOf([hunk('gone', 4, ['-check(total);'])]);
    assert.equal(backIn(gone, rejecting(['gone'], gone)).length, 1);
    const anew = patchOf([hunk('anew', 4, ['-check(total);', '+verify(total);'])]);
    assert.deepEqual(backIn(anew, rejecting(['gone'], gone)), []);
  });

  it('is known again in a file that has changed since, where lines have moved', () => {
    const moved = patchOf([hunk('h', 40, ['-  return a + b;', '+  return sum(a, b);'])], {
      base_sha256: 'b'.repeat(64),
    });
    assert.equal(backIn(moved).length, 1);
  });

  it('is not one that went only because it needs another', () => {
    const pair = patchOf([
      hunk('import', 1, ["+import { sum } from 'sum';"]),
      hunk('use', 9, ['-a + b', '+sum(a, b)'], ['import']),
    ]);
    assert.deepEqual(
      backIn(pair, rejecting(['import', 'use'], pair)).map(({ line }) => line),
      [1],
    );
  });

  it('may come when the person has seen it again and let it be', () => {
    assert.deepEqual(backIn(SEEN, rejecting(['sum']), rejecting(['name'], SEEN, 2)), [
      { path: 'a.js', line: 9, attempt: 2 },
    ]);
  });

  it('is known again where it is the file itself', () => {
    const created = patchOf([hunk('new', 0, ['+export {};'])], { change: 'create', base_sha256: null });
    assert.equal(backIn(created, rejecting(['new'], created)).length, 1);
    const renamed = patchOf([hunk('to', 0, [])], { change: 'rename', new_path: 'b.js' });
    assert.equal(backIn(renamed, rejecting(['to'], renamed)).length, 1);
    const elsewhere = patchOf([hunk('to', 0, [])], { change: 'rename', new_path: 'c.js' });
    assert.deepEqual(backIn(elsewhere, rejecting(['to'], renamed)), []);
  });
});
