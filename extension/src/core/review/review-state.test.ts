import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunk, patchOf } from '../testing/sample-patch.ts';
import { FRESH_REVIEW, acceptedHunks, decideHunks, markReviewed } from './review-state.ts';
import { NO_REVIEW, restoreReview, storeReview } from './stored-review.ts';

const PATCH = patchOf(
  {
    path: 'a.ts',
    hunks: [hunk('use', { depends_on: ['import'], because: 'It uses what is imported.' }), hunk('alone')],
  },
  { path: 'b.ts', hunks: [hunk('import'), hunk('third', { depends_on: ['use'] })] },
);

describe('a review', () => {
  it('starts with everything accepted', () => {
    assert.deepEqual(acceptedHunks(PATCH, FRESH_REVIEW), ['use', 'alone', 'import', 'third']);
  });

  it('rejects along what needs a rejected hunk, and says so', () => {
    const { state, along } = decideHunks(PATCH, FRESH_REVIEW, ['import'], false);
    assert.deepEqual(acceptedHunks(PATCH, state), ['alone']);
    assert.deepEqual(
      along.map((each) => [each.hunk.id, each.because]),
      [
        ['use', 'It uses what is imported.'],
        ['third', null],
      ],
    );
  });

  it('accepts along what an accepted hunk needs, and names the reason of the one that needs it', () => {
    const none = decideHunks(PATCH, FRESH_REVIEW, ['use', 'alone', 'import', 'third'], false).state;
    const { state, along } = decideHunks(PATCH, none, ['use'], true);
    assert.deepEqual(acceptedHunks(PATCH, state), ['use', 'import']);
    assert.deepEqual(
      along.map((each) => [each.hunk.id, each.because]),
      [['import', 'It uses what is imported.']],
    );
  });

  it('never leaves an accepted hunk without one that it depends on', () => {
    const ids = ['0', '1', '2', '3', '4', '5'];
    const patch = fc
      .array(fc.array(fc.constantFrom(...ids), { maxLength: 2 }), { minLength: 6, maxLength: 6 })
      .map((needs) => patchOf({ path: 'a', hunks: ids.map((id, at) => hunk(id, { depends_on: needs[at] ?? [] })) }));
    const steps = fc.array(fc.tuple(fc.constantFrom(...ids), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(patch, steps, (made, decisions) => {
        let state = FRESH_REVIEW;
        for (const [id, accept] of decisions) {
          state = decideHunks(made, state, [id], accept).state;
          assert.equal(state.rejected.has(id), !accept);
          const accepted = new Set(acceptedHunks(made, state));
          for (const each of made.files[0]?.hunks ?? []) {
            if (accepted.has(each.id)) assert.ok(each.depends_on.every((needed) => accepted.has(needed)));
          }
        }
      }),
    );
  });

  it('is the same after it was kept and read again', () => {
    const { state: decided } = decideHunks(PATCH, FRESH_REVIEW, ['alone'], false);
    const state = markReviewed({ ...decided, partial: new Map([['third', new Set([0])]]) }, 'a.ts', true);
    const comment = { id: 'c', path: 'a.ts', side: 'after' as const, line: 3, hunk_id: 'alone', body: 'Why?' };
    const review = { state, comments: [comment], verified: { key: 'k', passed: 4 } };
    const stored: unknown = JSON.parse(JSON.stringify(storeReview('patch-1', review)));
    assert.deepEqual(restoreReview('patch-1', stored), review);
    assert.equal(restoreReview('patch-2', stored), null, 'decisions of one patch were taken for another');
    assert.equal(restoreReview('patch-1', { ...storeReview('patch-1', NO_REVIEW), rejected: 'all' }), null);
    assert.equal(restoreReview('patch-1', undefined), null);
  });
});
