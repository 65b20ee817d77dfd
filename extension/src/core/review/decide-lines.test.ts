import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { selectLines } from '@iama/engine/patch/select-lines';
import { applyPatch } from '@iama/engine/patch/apply-patch';
import { hunk, patchOf } from '../testing/sample-patch.ts';
import { changeTexts } from './change-texts.ts';
import { changedLines, decideLines, partOf } from './decide-lines.ts';
import { hunkLines } from './hunk-lines.ts';
import { FRESH_REVIEW, acceptedHunks, decideHunks } from './review-state.ts';
import { selectedLines } from './selected-lines.ts';
import { selectionKey } from './selection-key.ts';

const BASE = 'a\nb\nc\nd\ne\n';
const TREE = { files: new Map([['a.txt', BASE]]), paths: new Set(['a.txt']) };
/** b and c become B and C; after d comes N. */
const PATCH = buildPatch(
  TREE,
  [
    {
      change: 'modify',
      path: 'a.txt',
      edits: [
        { start: 2, end: 6, replacement: 'B\nC\n', finding_id: 'x' },
        { start: 8, end: 8, replacement: 'N\n', finding_id: 'x' },
      ],
    },
  ],
  [],
);
const [FILE] = PATCH.files;
assert.ok(FILE);
const [HUNK] = FILE.hunks;
assert.ok(HUNK && FILE.hunks.length === 1, 'one hunk was expected');
const file = FILE;
const after = (state: typeof FRESH_REVIEW) => changeTexts(file, BASE, state).after;
const select = (state: typeof FRESH_REVIEW, side: 'before' | 'after', from: number, to = from) =>
  selectedLines(file, state, side, from, to);

describe('accepting single lines', () => {
  it('takes only the selected ones, each with the line that it replaces', () => {
    const { state } = decideLines(PATCH, FRESH_REVIEW, select(FRESH_REVIEW, 'after', 1), 'only');
    assert.equal(after(state), 'a\nB\nc\nd\ne\n');
    assert.deepEqual(partOf(state, HUNK), { accepted: 2, of: 5 });
    assert.deepEqual(acceptedHunks(PATCH, state), [HUNK.id]);
  });

  it('leaves the selected ones out, on either side', () => {
    const left = decideLines(PATCH, FRESH_REVIEW, select(FRESH_REVIEW, 'after', 4), 'reject').state;
    assert.equal(after(left), 'a\nB\nC\nd\ne\n');
    const right = decideLines(PATCH, left, select(left, 'before', 2), 'reject').state;
    assert.equal(after(right), 'a\nB\nc\nd\ne\n');
    const none = decideLines(PATCH, right, select(right, 'before', 0, 4), 'reject').state;
    assert.deepEqual([none.rejected.has(HUNK.id), none.partial.size], [true, 0], 'a hunk without a line is rejected');
  });

  it('is whole again when all lines are taken, or the hunk is', () => {
    const part = decideLines(PATCH, FRESH_REVIEW, select(FRESH_REVIEW, 'after', 4), 'reject').state;
    assert.equal(decideHunks(PATCH, part, [HUNK.id], true).state.partial.size, 0);
    const all = new Map([[HUNK.id, new Set(changedLines(HUNK))]]);
    const whole = decideLines(PATCH, part, all, 'only').state;
    assert.deepEqual([whole.partial.size, whole.rejected.size], [0, 0]);
  });

  it('takes a removal by the lines around it', () => {
    const lines = hunk('gone', { old_start: 1, old_lines: 3, new_lines: 2, lines: [' a', '-b', ' c'] });
    const gone = patchOf({ path: 'a.txt', hunks: [lines] }).files[0];
    assert.ok(gone);
    assert.equal(selectedLines(gone, FRESH_REVIEW, 'after', 0, 1).get('gone')?.size, 1);
    assert.equal(selectedLines(gone, FRESH_REVIEW, 'after', 1, 1).size, 0);
    assert.equal(selectedLines(gone, FRESH_REVIEW, 'before', 1, 1).get('gone')?.size, 1);
  });

  it('rejects along what counts on all of it, and says why', () => {
    const patch = patchOf({
      path: 'a.txt',
      hunks: [hunk('use', { depends_on: ['import'], because: 'It uses the import.' }), hunk('import')],
    });
    const decision = decideLines(patch, FRESH_REVIEW, new Map([['import', new Set([0])]]), 'only');
    assert.deepEqual([...decision.state.rejected], ['use']);
    assert.deepEqual(
      decision.along.map((each) => [each.hunk.id, each.because]),
      [['use', 'It uses the import.']],
    );
  });

  it('does not take apart what is needed by what it needs', () => {
    const patch = patchOf({
      path: 'a.txt',
      hunks: [
        hunk('one', { depends_on: ['two'], because: 'A name and its use.' }),
        hunk('two', { depends_on: ['one'], because: 'A name and its use.' }),
      ],
    });
    const decision = decideLines(patch, FRESH_REVIEW, new Map([['one', new Set([0])]]), 'only');
    assert.deepEqual(decision.state, FRESH_REVIEW);
    assert.deepEqual(
      decision.tied.map((each) => [each.hunk.id, each.because]),
      [['one', 'A name and its use.']],
    );
  });

  it('shows what the engine would write, whatever was selected', () => {
    const selections = fc.array(
      fc.record({
        side: fc.constantFrom('before' as const, 'after' as const),
        from: fc.nat(6),
        length: fc.nat(3),
        how: fc.constantFrom('only' as const, 'reject' as const),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(selections, (steps) => {
        let state = FRESH_REVIEW;
        for (const { side, from, length, how } of steps) {
          state = decideLines(PATCH, state, select(state, side, from, from + length), how).state;
          const ids = acceptedHunks(PATCH, state);
          const selected = selectLines(
            PATCH,
            new Map(ids.map((id) => [id, state.partial.get(id) ?? 'all'])),
            () => BASE,
          );
          assert.ok(selected.ok);
          const applied = applyPatch(selected.patch, () => BASE);
          assert.ok(applied.ok);
          assert.equal(after(state), applied.files[0]?.after ?? BASE);
          const seen = after(state).split('\n');
          for (const { runs } of hunkLines(file, state)) {
            for (const line of runs.flatMap((run) => run.lines)) {
              if (line.after !== null) assert.equal(seen[line.after], HUNK.lines[line.index]?.slice(1));
            }
          }
        }
      }),
    );
  });

  it('makes another selection of it, that counts as not tested', () => {
    const part = decideLines(PATCH, FRESH_REVIEW, select(FRESH_REVIEW, 'after', 4), 'reject').state;
    assert.notEqual(selectionKey(part), selectionKey(FRESH_REVIEW));
    const back = decideHunks(PATCH, part, [HUNK.id], true).state;
    assert.equal(selectionKey(back), selectionKey(FRESH_REVIEW));
  });
});
