import assert from 'node:assert/strict';
import { hunk, patchOf } from '../testing/sample-patch.ts';
import { reviewLine, seenLine } from './comment-place.ts';
import { FRESH_REVIEW } from './review-state.ts';
import { hunkAt, stepChange } from './step-change.ts';

/** Line 2 of a.ts is removed, line 6 is replaced by two; b.ts has one change. */
const PATCH = patchOf(
  {
    path: 'a.ts',
    hunks: [
      hunk('gone', { old_start: 2, old_lines: 1, new_start: 1, new_lines: 0, lines: ['-two'] }),
      hunk('more', { old_start: 6, old_lines: 1, new_start: 5, new_lines: 2, lines: ['-six', '+6', '+VI'] }),
    ],
  },
  { path: 'b.ts', hunks: [hunk('other', { old_start: 9, new_start: 9 })] },
);
const [FILE] = PATCH.files;
assert.ok(FILE);
const file = FILE;
const REJECTED = { ...FRESH_REVIEW, rejected: new Set(['gone']) };

describe('going through changes by key', () => {
  const step = (from: { path: string; line: number } | null, by: 1 | -1, state = FRESH_REVIEW) =>
    stepChange(PATCH, state, from, by)?.hunk_id;

  it('leads over files, and round at the end', () => {
    assert.equal(step(null, 1), 'gone');
    assert.equal(step({ path: 'a.ts', line: 1 }, 1), 'more');
    assert.equal(step({ path: 'a.ts', line: 4 }, 1), 'other');
    assert.equal(step({ path: 'b.ts', line: 8 }, 1), 'gone');
    assert.equal(step({ path: 'a.ts', line: 1 }, -1), 'other');
    assert.equal(step({ path: 'b.ts', line: 8 }, -1), 'more');
  });

  it('knows where lines are while a hunk above is rejected', () => {
    assert.deepEqual(stepChange(PATCH, REJECTED, { path: 'a.ts', line: 1 }, 1), {
      path: 'a.ts',
      line: 5,
      hunk_id: 'more',
    });
  });

  it('finds the hunk that the cursor is in, else the one above it', () => {
    assert.equal(hunkAt(PATCH, FRESH_REVIEW, { path: 'a.ts', line: 5 }), 'more');
    assert.equal(hunkAt(PATCH, FRESH_REVIEW, { path: 'a.ts', line: 3 }), 'gone');
    assert.equal(hunkAt(PATCH, FRESH_REVIEW, { path: 'c.ts', line: 0 }), null);
  });
});

describe('a comment in a diff', () => {
  it('is of the hunk that it stands in, and stays there while others are rejected', () => {
    const at = reviewLine(file, FRESH_REVIEW, 'after', 5);
    assert.deepEqual(at, { line: 6, hunk_id: 'more' });
    const comment = { path: 'a.ts', side: 'after' as const, body: 'x', ...at };
    assert.equal(seenLine(file, FRESH_REVIEW, comment), 5);
    assert.equal(seenLine(file, REJECTED, comment), 6);
  });

  it('is of a hunk that only removes, also where the file ends there', () => {
    const last = hunk('last', { old_start: 1, old_lines: 3, new_lines: 1, lines: [' a', '-b', '-c'] });
    const [end] = patchOf({ path: 'end.ts', hunks: [last] }).files;
    assert.ok(end);
    const at = reviewLine(end, FRESH_REVIEW, 'after', 1);
    assert.equal(at.hunk_id, 'last');
    assert.equal(seenLine(end, FRESH_REVIEW, { path: 'end.ts', side: 'after', body: 'x', ...at }), 1);
  });

  it('may stand beside a line that does not change', () => {
    const at = reviewLine(file, REJECTED, 'after', 3);
    assert.deepEqual(at, { line: 3, hunk_id: null });
    assert.equal(seenLine(file, FRESH_REVIEW, { path: 'a.ts', side: 'after', body: 'x', ...at }), 2);
  });

  it('may stand beside a removed line', () => {
    const at = reviewLine(file, FRESH_REVIEW, 'before', 1);
    assert.deepEqual(at, { line: 2, hunk_id: 'gone' });
    assert.equal(seenLine(file, FRESH_REVIEW, { path: 'a.ts', side: 'before', body: 'x', ...at }), 1);
  });
});
