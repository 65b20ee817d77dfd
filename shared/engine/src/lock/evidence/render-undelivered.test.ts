import assert from 'node:assert/strict';
import { UndeliveredEvidence } from '@iama/contracts/job/undelivered-evidence';
import { renderUndelivered } from './render-undelivered.ts';

const HASH = 'a'.repeat(64);
const ID = '0193d1c6-7b1e-7cc0-8000-000000000001';
const LOCK = {
  runs: 2,
  flaky: [],
  budget_ms: 1000,
  duration_ms: 500,
  pinned: [],
  not_pinned: [],
  none_because: null,
  faults: { possible: 9, tried: 8, noticed: 7, noticed_by_written: 0, out_of_time: false },
  survivors: [],
  seal: { sha256: HASH, files: 1, suites: 1 },
};
const BOX = {
  folder: 'tools',
  rounds: 2,
  covered: [{ probe: 'slug --help', answer: 'exit code 0', from: 'package.json', exact: true }],
  uncovered: [{ what: 'slug --strict', reason: 'It answers otherwise each time.' }],
  not_listed: 0,
  none_because: null,
};
const ATTEMPT = {
  number: 1,
  tier: 'builtin',
  verdict: 'regressed',
  fingerprint: null,
  failed_tests: ['s::hangs', 's::adds'],
  timed_out: ['s::hangs'],
  excluded: [],
  progress: 'first',
  patch_sha256: HASH,
  lines_added: 1,
  lines_removed: 1,
  patch_artifact_id: ID,
  verification_artifact_id: null,
};
const page = (over: object) =>
  renderUndelivered(
    UndeliveredEvidence.parse({
      schema_version: 1,
      outcome: 'undelivered',
      state: 'FALLBACK_REQUIRED',
      failure: null,
      actions: [],
      recipe_id: 'unused-code',
      goal: null,
      level: null,
      spec_revision: null,
      verdict: 'unverified',
      missing: [],
      baseline: null,
      verification: null,
      attempts: [],
      failures: [],
      suite_output: [],
      patch_sha256: null,
      tool_versions: {},
      created_at: '2026-11-30T06:00:00.000Z',
      ...over,
    }),
    { job_id: 'job-1', target: 'src' },
  );

describe('the page of a job that has delivered nothing', () => {
  it('counts faults where code was pinned by calls', () => {
    assert.match(page({ lock: LOCK }), /7 of 8 faults were noticed before the edit\./);
  });

  it('has both lists where programs were asked at their border, and counts no faults', () => {
    const shown = page({ lock: { ...LOCK, black_box: BOX } });
    assert.doesNotMatch(shown, /faults/);
    assert.match(shown, /\*\*Black box\.\*\* Programs of tools were asked at their border, 2 times before the edit\./);
    assert.match(shown, /## Covered\n\n- `slug --help`: exit code 0, byte for byte/);
    assert.match(shown, /## Not covered\n\n- `slug --strict`: It answers otherwise each time\./);
  });

  it('tells a test that took too long from one that failed', () => {
    const shown = page({ attempts: [ATTEMPT] });
    assert.match(shown, /- took too long \(TIMEOUT_EXECUTION\): s::hangs\n- failed: s::adds\n/);
  });
});
