import assert from 'node:assert/strict';
import { chainEvents } from '../lock/evidence/event-chain.ts';
import { readHistory } from './read-history.ts';
import { replaySteps, specAt } from './replay-steps.ts';

const job_id = '01a22d71-ec3e-72b8-8cd7-24a7e01388aa';
const [first, second, third] = ['a', 'b', 'c'].map((end) => `01a22d71-ec3e-72b8-8cd7-24a7e013880${end}`);
const at = '2026-01-02T03:04:05.000Z';
const moved = (from: string | null, to: string, event: string) => ({
  at,
  type: 'state_change',
  data: { from, to, epoch: 1, event, failure: null },
});
const ready = (artifact_id: string | undefined, kind: string) => ({
  at,
  type: 'artifact_ready',
  data: { artifact_id, kind, bytes: 1 },
});
const bundle = (events: Parameters<typeof chainEvents>[0], files: Readonly<Record<string, unknown>> = {}) =>
  new Map(
    Object.entries({ 'evidence.json': { kind: 'job', job_id, events: chainEvents(events) }, ...files }).map(
      ([path, value]) => [path, new TextEncoder().encode(JSON.stringify(value))] as const,
    ),
  );

describe('the steps of a job', () => {
  it('come from an older bundle too, which holds the last of each kind and nothing else', () => {
    const patch = { schema_version: 1, files: [], lines_added: 1, lines_removed: 0 };
    const end = { attempt: 1, verdict: 'verified', failed_tests: [], fingerprint: null };
    const files = bundle(
      [
        moved(null, 'PENDING', 'create'),
        ready(first, 'spec'),
        moved('WAITING_SPEC_APPROVAL', 'GENERATING_TESTS', 'approve_spec'),
        { at, type: 'newer_than_this_reader', data: {} },
        ready(second, 'patch'),
        ready(third, 'patch'),
        { at, type: 'attempt_end', data: end },
        moved('REFACTORING', 'DELIVERED', 'evidence_built'),
      ],
      { 'patch.json': patch },
    );
    const source = readHistory(files);
    assert.ok(source);
    const steps = replaySteps(source);
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      ['begun', 'specification', 'decision', 'attempt', 'delivered'],
    );
    const attempt = steps.find((step) => step.kind === 'attempt');
    assert.deepEqual(attempt?.patch, patch);
    assert.equal(specAt(steps, 5), null);
  });

  it('tell of an attempt before the rest that it led to, although the log has them the other way round', () => {
    const end = { attempt: 1, verdict: 'regressed', failed_tests: ['t'], fingerprint: 'f' };
    const rest = { state: 'WAITING_INTERVENTION', failure: null, summary: 'It waits.' };
    const source = readHistory(
      bundle([
        moved('SELF_HEALING', 'WAITING_INTERVENTION', 'verification_failed'),
        { at, type: 'attempt_end', data: end },
        { at, type: 'completion', data: rest },
        { at, type: 'completion', data: { ...rest, state: 'WAITING_SPEC_APPROVAL' } },
      ]),
    );
    assert.ok(source);
    const steps = replaySteps(source);
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      ['attempt', 'ended'],
    );
    assert.partialDeepStrictEqual(steps[1], { state: 'WAITING_INTERVENTION', failed_tests: ['t'], actions: [] });
  });

  it('are none of a bundle that tells of no job', () => {
    const files = new Map([['evidence.json', new TextEncoder().encode('{"kind":"lock"}')]]);
    assert.equal(readHistory(files), null);
  });
});
