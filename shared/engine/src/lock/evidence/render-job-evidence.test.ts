import assert from 'node:assert/strict';
import { Evidence } from '@iama/contracts/job/evidence';
import { renderJobEvidence } from './render-job-evidence.ts';

const HASH = 'a'.repeat(64);
const TOTALS = { passed: 2, failed: 0, skipped: 0 };
const BOX = {
  folder: '.',
  rounds: 2,
  covered: [{ probe: 'slug --help', answer: 'exit code 0', from: 'package.json', exact: true }],
  uncovered: [],
  not_listed: 0,
  none_because: null,
};
const LOCK = {
  runs: 2,
  flaky: [],
  budget_ms: 1000,
  duration_ms: 500,
  pinned: [],
  not_pinned: [],
  none_because: null,
  faults: { possible: 0, tried: 0, noticed: 0, noticed_by_written: 0, out_of_time: false },
  survivors: [],
  seal: { sha256: HASH, files: 1, suites: 1 },
  strength: 'unmeasured',
  threshold: 0.7,
  accepted_weak: false,
  before: TOTALS,
  after: TOTALS,
  model_tests: {
    before: TOTALS,
    after: { ...TOTALS, passed: 1 },
    clauses: [
      { clause: 'bdd-1', test_id: 'model:s::adds', status: 'passed' },
      { clause: 'bdd-1', test_id: 'model:s::adds none', status: 'passed' },
      { clause: 'bdd-2', test_id: 'model:s::divides', status: 'flaky' },
    ],
    clauses_total: 3,
    refused: [{ path: 'test/b.test.js', reasons: ['It asserts nothing.'] }],
    none_because: null,
  },
};
const page = (lock: object) =>
  renderJobEvidence(
    Evidence.parse({
      schema_version: 1,
      recipe_id: 'goal',
      level: 'STANDARD',
      spec_revision: 1,
      verdict: 'verified',
      baseline: TOTALS,
      verification: TOTALS,
      test_changes: [],
      quarantined: [],
      attempts: [],
      lock,
      patch_sha256: HASH,
      tool_versions: {},
      created_at: '2026-11-30T06:00:00.000Z',
    }),
    { job_id: 'job-1', target: 'src' },
  );

describe('the page of a job’s evidence', () => {
  for (const [how, lock] of [
    ['code is pinned by calls', LOCK],
    ['programs are asked at their border', { ...LOCK, mode: 'black_box', black_box: BOX }],
  ] as const) {
    it(`says what tests of a model’s hold where ${how}`, () => {
      const shown = page(lock);
      assert.match(shown, /## Tests that a model wrote\n\n- They hold 1 of 3 clauses\. Passed before: 2, after: 1\n/);
      assert.match(shown, /- Not run: test\/b\.test\.js \(It asserts nothing\.\)\n/);
    });
  }

  it('says nothing of them where none was asked, and why where none ran', () => {
    assert.doesNotMatch(page({ ...LOCK, model_tests: undefined }), /a model/);
    const none = { ...LOCK.model_tests, clauses: [], refused: [], none_because: 'There is no place for it.' };
    assert.match(page({ ...LOCK, model_tests: none }), /- None ran: There is no place for it\./);
  });
});
