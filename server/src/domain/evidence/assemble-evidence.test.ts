import assert from 'node:assert/strict';
import type { AttemptSummary } from '@iama/contracts/job/evidence';
import { Evidence } from '@iama/contracts/job/evidence';
import type { WrittenTests } from '@iama/contracts/test-run/written-tests';
import { idOf, runOf, suiteRun, testCase } from '../test-run/runs.fixture.ts';
import { assembleEvidence } from './assemble-evidence.ts';
import type { EvidenceFacts } from './assemble-evidence.ts';

const ATTEMPT: AttemptSummary = {
  number: 1,
  verdict: 'verified',
  fingerprint: null,
  failed_tests: [],
  excluded: [],
  patch_sha256: 'b'.repeat(64),
  lines_added: 1,
  lines_removed: 4,
};

const FACTS: EvidenceFacts = {
  recipe_id: 'unused-code',
  level: 'STANDARD',
  spec_revision: 1,
  baseline: runOf({ adds: 'passed', divides: 'skipped' }),
  verification: runOf({ adds: 'passed', divides: 'passed' }),
  quarantined: ['z', 'a'],
  renames: new Map(),
  attempts: [
    { ...ATTEMPT, verdict: 'regressed', patch_sha256: 'a'.repeat(64) },
    { ...ATTEMPT, number: 2 },
  ],
  reviews: [],
  created_at: '2026-11-20T09:30:00.000Z',
};

describe('evidence', () => {
  it('is what the runs say, about the patch of the last attempt', () => {
    const evidence = assembleEvidence(FACTS);
    assert.ok(Evidence.safeParse(evidence).success);
    assert.equal(evidence.verdict, 'verified');
    assert.equal(evidence.patch_sha256, 'b'.repeat(64));
    assert.deepEqual(evidence.baseline, { passed: 1, failed: 0, skipped: 1 });
    assert.deepEqual(
      evidence.test_changes.map(({ after }) => after),
      ['passed'],
    );
    assert.deepEqual(evidence.quarantined, ['a', 'z']);
    assert.equal(evidence.attempts.length, 2);
  });

  it('says unverified where no test ran', () => {
    const attempts = [{ ...ATTEMPT, verdict: 'unverified' as const }];
    const evidence = assembleEvidence({ ...FACTS, baseline: null, verification: null, attempts });
    assert.deepEqual([evidence.verdict, evidence.baseline, evidence.verification], ['unverified', null, null]);
  });

  it('is never given where the runs do not support it', () => {
    assert.throws(() => assembleEvidence({ ...FACTS, verification: runOf({ adds: 'failed' }) }), /regressed/);
    assert.throws(() => assembleEvidence({ ...FACTS, verification: null }), /regressed/);
    assert.throws(() => assembleEvidence({ ...FACTS, baseline: null, verification: null }), /unverified/);
    assert.throws(() => assembleEvidence({ ...FACTS, attempts: [] }), /no attempt/);
  });

  it('does not say of a test that was left out that it holds a clause', () => {
    const suite = suiteRun([testCase('adds', 'passed'), testCase('divides', 'passed')], { suite_id: 'model:s' });
    const faults = { possible: 0, tried: 0, noticed: 0, noticed_by_written: 0, out_of_time: false };
    const none = { pinned: [], not_pinned: [], none_because: null, faults, survivors: [], flaky: [] };
    const lock = {
      runs: 1,
      budget_ms: 1,
      duration_ms: 1,
      seal: { sha256: 'a'.repeat(64), files: 0, suites: 0 },
      ...none,
    };
    const tests = ['adds', 'divides'].map((title) => ({ title, clauses: [`bdd-${title}`] }));
    const written: WrittenTests = {
      schema_version: 1,
      revision: 1,
      alias: 'default',
      framework: 'mocha',
      files: [{ path: 'test/a.test.js', text: '', tests }],
      refused: [],
      none_because: null,
      note: '',
      receipts: [],
    };
    const facts: EvidenceFacts = {
      ...FACTS,
      baseline: { ...runOf({ adds: 'passed' }), lock, characterization: [suite] },
      verification: { ...runOf({ adds: 'passed' }), characterization: [suite] },
      lock: { threshold: 0, strength: 'unmeasured', accepted_weak: false, mode: 'characterization' },
      written_tests: { tests: written, clauses_total: 2 },
    };
    const held = (quarantined: readonly string[]) =>
      assembleEvidence({ ...facts, quarantined }).lock?.model_tests?.clauses.map(({ clause }) => clause);
    assert.deepEqual(held([]), ['bdd-adds', 'bdd-divides']);
    assert.deepEqual(held([idOf('divides')]), ['bdd-adds']);
    assert.deepEqual(held(['model:s']), []);
  });

  it('does not carry what only the job needs to remember', () => {
    const attempts = [{ ...ATTEMPT, tier: 'builtin', patch_artifact_id: 'x' }];
    assert.deepEqual(assembleEvidence({ ...FACTS, attempts }).attempts, [ATTEMPT]);
  });
});
