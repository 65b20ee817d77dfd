import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { hunk, patchOf } from '../testing/sample-patch.ts';
import { decisionWords } from './decision-words.ts';
import { FRESH_REVIEW, decideHunks } from './review-state.ts';

const PATCH = patchOf(
  { path: 'a.ts', hunks: [hunk('use', { depends_on: ['import'], because: 'It uses the import.' }), hunk('alone')] },
  { path: 'b.ts', hunks: [hunk('import')] },
);

describe('what is said of a decision', () => {
  it('is nothing when nothing else moves', () => {
    assert.equal(decisionWords(decideHunks(PATCH, FRESH_REVIEW, ['alone'], false), asWritten), null);
  });

  it('is what moved along, and why', () => {
    const rejected = decideHunks(PATCH, FRESH_REVIEW, ['import'], false);
    assert.match(decisionWords(rejected, asWritten) ?? '', /^Rejected along.*a\.ts:1 \(It uses/);
    const accepted = decideHunks(PATCH, rejected.state, ['use'], true);
    assert.match(decisionWords(accepted, asWritten) ?? '', /^Accepted along.*b\.ts:1 \(It uses/);
  });

  it('is what could not be taken apart', () => {
    const [file] = PATCH.files;
    assert.ok(file?.hunks[0]);
    const tied = [{ file, hunk: file.hunks[0], because: 'A name and its use.' }];
    assert.match(
      decisionWords({ state: FRESH_REVIEW, accepts: true, along: [], tied }, asWritten) ?? '',
      /cannot be taken apart.*a\.ts:1 \(A name and its use\.\)/,
    );
  });
});
