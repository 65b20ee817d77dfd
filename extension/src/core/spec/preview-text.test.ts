import assert from 'node:assert/strict';
import type { Spec } from '@iama/contracts/job/spec';
import type { SpecPreview } from '@iama/contracts/job/spec-preview';
import { parseSpec } from '@iama/engine/spec/parse-spec';
import { asWritten } from '../testing/as-written.ts';
import { previewSpec } from './preview-text.ts';

const TOKEN = '019a0000-0000-7000-8000-000000000001';
const KEEP = { id: 's1', kind: 'keep' as const, statement: 'x stays', paths: [], symbols: [], test_ids: [] };
const SPEC: Spec = {
  revision: 2,
  revision_token: TOKEN,
  level: 'STANDARD',
  bdd: [],
  sdd: [KEEP],
  allowed_files: ['src/a.js'],
  author_id: null,
  approved_at: null,
};
const preview = (change: Partial<SpecPreview> = {}): SpecPreview => ({
  revision_token: TOKEN,
  bdd: [],
  sdd: [KEEP, { ...KEEP, id: null, statement: 'empty lists stay 0' }],
  note: 'One\npromise more.',
  receipts: [],
  ...change,
});

describe('the preview of a specification', () => {
  it('is the document that would be saved: of the same revision, with the new item as new', () => {
    const made = previewSpec(SPEC, preview(), asWritten);
    const parsed = parseSpec(made?.text ?? '');
    assert.ok(parsed.ok);
    assert.deepEqual([parsed.document.revision, parsed.document.revision_token], [2, TOKEN]);
    assert.deepEqual(parsed.document.allowed_files, ['src/a.js']);
    assert.partialDeepStrictEqual(parsed.document.sdd[1], { id: null, statement: 'empty lists stay 0' });
    assert.equal(made?.note, 'One promise more.');
    assert.equal(made.text.split('\n')[made.line], '### new');
  });

  it('is nothing where the words change nothing', () => {
    assert.equal(previewSpec(SPEC, preview({ sdd: [KEEP] }), asWritten), null);
  });

  it('says what it cost, where it cost something', () => {
    const call = {
      receipt_sha256: 'a'.repeat(64),
      stage: 'specification' as const,
      model_class: 'L1' as const,
      alias: 'default',
      routed_model: 'm',
      served_model: 'm',
      outcome: 'answered' as const,
      usage: null,
    };
    const receipts = [
      { ...call, cost_nano_usd: 2_000_000 },
      { ...call, cost_nano_usd: 1_000_000 },
    ];
    assert.match(previewSpec(SPEC, preview({ receipts }), asWritten)?.note ?? '', /· 0\.0030 US dollars$/);
  });
});
