import assert from 'node:assert/strict';
import type { Hunk, Patch } from '@iama/contracts/patch/patch';
import { judgeReview } from './judge-review.ts';

function hunk(id: string, finding_ids: string[], depends_on: string[] = []): Hunk {
  const place = { old_start: 1, old_lines: 1, new_start: 1, new_lines: 0 };
  return { id, edits: [], ...place, lines: ['-x'], finding_ids, depends_on, because: null };
}

const PATCH: Patch = {
  schema_version: 1,
  files: [
    {
      path: 'a.js',
      change: 'modify',
      new_path: null,
      base_sha256: null,
      result_sha256: null,
      edits: [],
      hunks: [hunk('one', ['f1', 'f2']), hunk('two', ['f3'], ['one']), hunk('three', ['f4'])],
    },
  ],
  lines_added: 0,
  lines_removed: 3,
};

const said = (body: string, hunk_id: string | null = null, path = 'a.js') => ({
  path,
  side: 'after' as const,
  line: 1,
  hunk_id,
  body,
});
const judge = (rejected_hunk_ids: string[], comments: ReturnType<typeof said>[] = []) =>
  judgeReview(PATCH, 1, { rejected_hunk_ids, comments });
const codeOf = (judged: ReturnType<typeof judge>) => (judged.ok ? 'ok' : judged.code);

describe('what a review asks of the next attempt', () => {
  it('is to leave out the findings behind rejected hunks, and behind those that depend on them', () => {
    const judged = judge(['one'], [said('Keep this.\nIt is used by reflection.', 'one')]);
    assert.deepEqual(judged, {
      ok: true,
      rejected_hunk_ids: ['one', 'two'],
      rejected: [
        { finding_id: 'f1', reason: 'You rejected it in attempt 1: “Keep this. It is used by reflection.”' },
        { finding_id: 'f2', reason: 'You rejected it in attempt 1: “Keep this. It is used by reflection.”' },
        { finding_id: 'f3', reason: 'It depends on what you rejected in attempt 1.' },
      ],
    });
  });

  it('is nothing that a recipe could do when there are only comments', () => {
    const judged = judge([], [said('Please rename this as well.')]);
    assert.equal(codeOf(judged), 'NOTHING_REJECTED');
    assert.match(judged.ok ? '' : judged.detail, /cannot act on words/);
    assert.equal(codeOf(judge([])), 'NOTHING_REJECTED');
  });

  it('is refused when nothing would be left', () => {
    assert.equal(codeOf(judge(['one', 'three'])), 'EVERYTHING_REJECTED');
    assert.equal(codeOf(judge(['one'])), 'ok');
  });

  it('is refused for what is not in the diff', () => {
    assert.equal(codeOf(judge(['four'])), 'NOT_IN_PATCH');
    assert.equal(codeOf(judge(['three'], [said('x', 'four')])), 'NOT_IN_PATCH');
    assert.equal(codeOf(judge(['three'], [said('x', null, 'b.js')])), 'NOT_IN_PATCH');
  });
});
