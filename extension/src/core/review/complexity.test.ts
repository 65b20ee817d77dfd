import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { hunk, patchOf } from '../testing/sample-patch.ts';
import { COMPLEXITY_LIMITS, judgeComplexity } from './complexity.ts';
import { FRESH_REVIEW, decideHunks } from './review-state.ts';

const many = (files: number, lines = 1) =>
  patchOf(
    ...Array.from({ length: files }, (_, at) => ({
      path: `f${at}.ts`,
      hunks: [hunk(`h${at}`, { lines: Array.from({ length: lines }, () => '+x') })],
    })),
  );
const SILENT = { reasons: [], large: false };
const NO_REACH = { symbols: 0, callers: 0, files: [] };

describe('the warning before a large change', () => {
  it('is silent for what can be overseen', () => {
    assert.deepEqual(judgeComplexity(many(10, 40), FRESH_REVIEW, NO_REACH, asWritten), SILENT);
    assert.deepEqual(judgeComplexity(many(2), FRESH_REVIEW, null, asWritten), SILENT);
  });

  it('names each thing that is more than that', () => {
    const { symbols, callers } = COMPLEXITY_LIMITS;
    const files = [
      { path: 'f0.ts', change: 'modify' as const, new_path: null, reached_by: [] },
      { path: 'f1.ts', change: 'modify' as const, new_path: null, reached_by: ['f1.test.ts'] },
      { path: 'f2.ts', change: 'modify' as const, new_path: null },
    ];
    const reach = { symbols: symbols + 1, callers: callers + 1, files };
    const judged = judgeComplexity(many(11, 40), FRESH_REVIEW, reach, asWritten);
    assert.ok(judged.large);
    assert.deepEqual(judged.reasons, [
      'It changes 11 files.',
      'It adds or removes 440 lines.',
      'Its plan touches 26 symbols.',
      '26 other files use what it changes.',
      'Files of it that no test loads: f0.ts',
    ]);
  });

  it('mentions untested files without asking again', () => {
    const files = [{ path: 'f0.ts', change: 'modify' as const, new_path: null, reached_by: [] }];
    assert.deepEqual(judgeComplexity(many(1), FRESH_REVIEW, { symbols: 1, callers: 0, files }, asWritten), {
      reasons: ['Files of it that no test loads: f0.ts'],
      large: false,
    });
  });

  it('is about what is accepted', () => {
    const patch = many(11);
    const { state } = decideHunks(patch, FRESH_REVIEW, ['h0'], false);
    assert.deepEqual(judgeComplexity(patch, state, null, asWritten), SILENT);
  });
});
