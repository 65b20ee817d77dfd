import assert from 'node:assert/strict';
import { Evidence } from '@iama/contracts/job/evidence';
import type { ModelCost } from '@iama/contracts/model/model-cost';
import { asWritten } from './testing/as-written.ts';
import { sampleJob } from './testing/sample-job.ts';
import { evidenceText } from './evidence-text.ts';

const HASH = 'a'.repeat(64);
const TOTALS = { passed: 2, failed: 0, skipped: 0 };
const CALL: ModelCost['receipts'][number] = {
  receipt_sha256: HASH,
  stage: 'self_healing',
  model_class: 'L1',
  alias: 'default',
  routed_model: 'qwen',
  served_model: 'qwen-2.5 | big',
  outcome: 'answered',
  usage: { input: 900, cached_input: 0, cache_write: 0, output: 30 },
  cost_nano_usd: 31_000_000,
};
const attempt = (number: number, verdict: 'verified' | 'unusable', change: object = {}) => ({
  number,
  verdict,
  fingerprint: null,
  failed_tests: [],
  excluded: [],
  patch_sha256: HASH,
  lines_added: 1,
  lines_removed: 1,
  ...change,
});
const evidence = (models?: Partial<ModelCost>) =>
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
    attempts: [attempt(1, 'unusable', { problems: ['The text stands twice in src/a.js.'] }), attempt(2, 'verified')],
    goal: 'Sum with\na loop.',
    ...(models && {
      models: {
        receipts: [CALL],
        credits: 4,
        quoted: { credits_min: 2, credits_max: 20 },
        within_quote: true,
        ...models,
      },
    }),
    patch_sha256: HASH,
    tool_versions: {},
    created_at: '2026-11-30T06:00:00.000Z',
  });
const job = sampleJob({ recipe_id: 'goal', goal: 'Sum with\na loop.', state: 'DELIVERED' });
const text = (models?: Partial<ModelCost>) => evidenceText(job, evidence(models), asWritten);

describe('the evidence of a goal', () => {
  it('begins with the person’s words, whole', () => {
    assert.match(text(), /^# “Sum with a loop.” · src\n\n> Sum with\n> a loop\.\n/);
  });

  it('says why an attempt could not be used', () => {
    assert.match(text(), /## Attempt 1: not usable\n\n- The text stands twice in src\/a\.js\./);
  });

  it('has the calls of models, who answered, and the cost beside the quote', () => {
    const shown = text({});
    assert.match(shown, /- Cost: 4 credits \(0\.04 US dollars\)\n- Quoted: 2 to 20 credits\n/);
    assert.ok(shown.includes(String.raw`| a repair | L1 | qwen-2.5 \| big | 900 | 30 | 0.0310 |`));
    assert.doesNotMatch(shown, /cost more/);
  });

  it('does not hide that it cost more than was quoted, nor a call that nobody answered', () => {
    const failed = { ...CALL, outcome: 'failed' as const, served_model: null, usage: null, cost_nano_usd: null };
    const shown = text({ within_quote: false, receipts: [failed] });
    assert.match(shown, /\*\*It cost more than that\.\*\*/);
    assert.match(shown, /\| qwen: no answer \|  \|  \|  \|/);
  });

  it('has what tests of a model hold, however behaviour was pinned', () => {
    const faults = { possible: 0, tried: 0, noticed: 0, noticed_by_written: 0, out_of_time: false };
    const none = { flaky: [], pinned: [], not_pinned: [], none_because: null, faults, survivors: [] };
    const seal = { sha256: HASH, files: 0, suites: 0 };
    const box = { folder: '.', rounds: 2, covered: [], uncovered: [], not_listed: 0, none_because: null };
    const clauses = [{ clause: 'bdd-1', test_id: 'model:s::adds', status: 'passed' as const }];
    const asked = { before: TOTALS, after: TOTALS, clauses, clauses_total: 2, refused: [], none_because: null };
    const judged = { strength: 'unmeasured', threshold: 0, accepted_weak: false, before: TOTALS, after: TOTALS };
    const lock = { runs: 1, budget_ms: 1, duration_ms: 1, seal, ...none, ...judged, model_tests: asked };
    for (const over of [{}, { black_box: box }]) {
      const shown = evidenceText(job, Evidence.parse({ ...evidence(), lock: { ...lock, ...over } }), asWritten);
      assert.match(shown, /Tests that a model wrote hold 1 of 2 clauses\. Passed before: 2, after: 2/);
    }
  });

  it('has no such section where no model was asked', () => {
    assert.doesNotMatch(text(), /Models/);
  });
});
