import assert from 'node:assert/strict';
import type { AttemptSummary } from '@iama/contracts/job/evidence';
import { Evidence } from '@iama/contracts/job/evidence';
import { runOf } from '../test-run/runs.fixture.ts';
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

  it('does not carry what only the job needs to remember', () => {
    const attempts = [{ ...ATTEMPT, tier: 'builtin', patch_artifact_id: 'x' }];
    assert.deepEqual(assembleEvidence({ ...FACTS, attempts }).attempts, [ATTEMPT]);
  });
});
