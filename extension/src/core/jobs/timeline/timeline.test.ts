import assert from 'node:assert/strict';
import { asWritten } from '../../testing/as-written.ts';
import { attemptEnds, attemptStarts, entered, sampleEvents } from '../../testing/sample-events.ts';
import { EMPTY_TIMELINE, foldEvent } from './timeline.ts';
import { timelineRows } from './timeline-rows.ts';
import type { TimelineRow } from './timeline-rows.ts';

const timelineOf = (...events: Parameters<typeof sampleEvents>) =>
  sampleEvents(...events).reduce(foldEvent, EMPTY_TIMELINE);
const HEALED = [
  entered('ANALYZING'),
  entered('REFACTORING'),
  attemptStarts(1),
  entered('SELF_HEALING'),
  attemptEnds(1),
  attemptStarts(2),
  attemptEnds(2, {
    verdict: 'verified',
    failed_tests: [],
    fingerprint: null,
    excluded: [{ finding_id: 'cart#total', reason: 'a test needs it' }],
  }),
  entered('DELIVERED'),
] as const;
const NOW = Date.parse('2026-11-30T06:01:00.000Z');
const rowsOf = (...events: Parameters<typeof sampleEvents>) => timelineRows(timelineOf(...events), NOW, asWritten);
const said = ({ label, description }: TimelineRow) => [label, description].filter(Boolean).join(': ');

describe('the timeline of a job', () => {
  it('tells stages and attempts in their order, with what each attempt failed at and left out', () => {
    const rows = rowsOf(...HEALED);
    assert.deepEqual(rows.map(said), [
      'Working out three plans: 1 s',
      'Attempt 1: regressed · 1 failed · 2 s',
      'Attempt 2: verified · 1 left out · 1 s',
      'Ready for review',
    ]);
    assert.deepEqual(rows[1]?.children.map(said), [
      'adds: test/a.test.js',
      'Failure pattern f00d: the same in two attempts means that they failed alike',
    ]);
    assert.deepEqual(rows[2]?.children.map(said), ['cart#total: a test needs it']);
  });

  it('says of a draft that nobody could use what was wrong with it, and how an attempt compares with the last', () => {
    const unusable = { verdict: 'unusable', failed_tests: [], fingerprint: 'beef', problems: ['It stands twice.'] };
    const rows = rowsOf(
      attemptStarts(1),
      attemptEnds(1, unusable),
      attemptStarts(2),
      attemptEnds(2, { progress: 'same' }),
    );
    assert.match(rows[0]?.description ?? '', /^not usable · /);
    assert.equal(rows[0]?.icon, 'error');
    assert.equal(rows[0]?.children[0]?.label, 'It stands twice.');
    assert.match(rows[1]?.description ?? '', /^regressed · 1 failed · the same failure · /);
  });

  it('grows while the job runs: what is under way counts on', () => {
    const rows = rowsOf(entered('REFACTORING'), attemptStarts(1));
    assert.deepEqual(rows.map(said), ['Attempt 1: under way · 59 s']);
    assert.equal(rows[0]?.icon, 'loading~spin');
  });

  it('says of an attempt that the job ended in the middle of it', () => {
    const rows = rowsOf(entered('REFACTORING'), attemptStarts(1), entered('FAILED'));
    assert.deepEqual(rows.map(said), ['Attempt 1: cut short · 1 s', 'Failed']);
  });

  it('gives a verdict to the later one of two attempts with the same number, as after a retry', () => {
    const { attempts } = timelineOf(
      attemptStarts(1),
      attemptEnds(1),
      attemptStarts(1),
      attemptEnds(1, { verdict: 'verified' }),
    );
    assert.deepEqual(
      attempts.map((each) => each.verdict),
      ['regressed', 'verified'],
    );
  });

  it('does not count an event twice', () => {
    const events = sampleEvents({ type: 'cost', data: { credits: 2 } }, attemptStarts(1));
    assert.equal([...events, ...events].reduce(foldEvent, EMPTY_TIMELINE).credits, 2);
    assert.equal([...events, ...events].reduce(foldEvent, EMPTY_TIMELINE).attempts.length, 1);
  });

  it('stays small, however long a job is tried', () => {
    const many = Array.from({ length: 500 }, () => [entered('SELF_HEALING'), attemptStarts(1), attemptEnds(1)]).flat();
    const { stages, attempts, last_seq } = timelineOf(...many);
    assert.deepEqual([stages.length, attempts.length, last_seq], [60, 30, 1500]);
  });

  it('gives each row an id of its own', () => {
    const all = rowsOf(...HEALED).flatMap((row) => [row, ...row.children]);
    assert.equal(new Set(all.map((row) => row.id)).size, all.length);
  });
});
