import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { sampleJob } from '../testing/sample-job.ts';
import { countdownOf, mostUrgent, tickMs } from './countdown.ts';
import { describeJob } from './describe-job.ts';
import { statusText } from './status-text.ts';

const NOW = Date.parse('2026-11-30T06:00:00.000Z');
const away = (seconds: number, change: object = {}) =>
  sampleJob({
    accepted_events: ['cancel', 'force_terminate'],
    presence: {
      required: true,
      status: 'grace',
      last_seen_at: null,
      grace_deadline_at: new Date(NOW + seconds * 1000).toISOString(),
    },
    ...change,
  });

describe('the countdown of a job whose client is away', () => {
  it('counts to the deadline and not below', () => {
    assert.equal(countdownOf(away(272), NOW), 272);
    assert.equal(countdownOf(away(-5), NOW), 0);
    assert.equal(countdownOf(sampleJob(), NOW), null);
    assert.equal(countdownOf(away(9, { ended_at: '2026-11-30T06:00:00.000Z' }), NOW), null);
  });

  it('stands in the row instead of the state, with the way to end it', () => {
    const row = describeJob(away(272), NOW, asWritten);
    assert.match(row.description, /^Ends in 4:32, client away · /);
    assert.deepEqual([row.icon, row.context], ['debug-disconnect', 'job.running.cancellable.terminable']);
  });

  it('offers to end it only while the control plane takes that', () => {
    assert.doesNotMatch(describeJob(away(9, { accepted_events: ['cancel'] }), NOW, asWritten).context, /terminable/);
  });

  it('stands in the status bar before all else, for the job that ends first', () => {
    const seconds = mostUrgent([sampleJob(), away(90), away(61)], NOW);
    assert.equal(seconds, 61);
    const status = statusText(['running', 'needs_you'], asWritten, seconds);
    assert.deepEqual([status?.text, status?.needs_you], ['$(debug-disconnect) IAMA: Ends in 1:01, client away', true]);
  });

  it('needs a second’s timer only while it counts, and none when no job is under way', () => {
    assert.equal(tickMs([sampleJob(), away(9)], NOW), 1000);
    assert.equal(tickMs([sampleJob()], NOW), 30_000);
    assert.equal(tickMs([sampleJob({ ended_at: '2026-11-30T06:00:00.000Z' })], NOW), null);
  });
});
