import assert from 'node:assert/strict';
import type { UsageReport, UsageSummary } from '@iama/contracts/usage/usage';
import { asWritten } from '../testing/as-written.ts';
import { refusalWords } from './refusal-words.ts';
import { reportRows } from './report-rows.ts';
import { barOf, summaryRows } from './summary-rows.ts';

const NOW = Date.parse('2026-11-30T13:00:00.000Z');
const SUMMARY: UsageSummary = {
  tier: 'PLUS',
  window: 'month',
  percent_used: 10,
  refactors_left: 18,
  resets_at: '2026-12-01T00:00:00.000Z',
  typical: { basis: 'own_jobs', jobs: 12, credits: 10 },
  jobs_under_way: 0,
};
const REPORT: UsageReport = {
  tier: 'PLUS',
  billing_cycle: '2026-11',
  starts_at: '2026-11-01T00:00:00.000Z',
  ends_at: '2026-12-01T00:00:00.000Z',
  daily_jobs: { limit: 1000, used: 3, held: 0, resets_at: '2026-12-01T00:00:00.000Z' },
  monthly_credits: { limit: 200, used: 20, held: 10, resets_at: '2026-12-01T00:00:00.000Z' },
  job_counts: { held: 1, consumed: 2, released: 3 },
  used_credits: 20,
  models: [],
  jobs: [],
};

const said = (summary: UsageSummary) =>
  summaryRows(summary, NOW, asWritten).map(({ label, description }) => `${label} | ${description}`);

describe('the Usage view', () => {
  it('says first how many refactors are left, then a bar with a share, and no amounts', () => {
    assert.deepEqual(said(SUMMARY), [
      'About 18 typical refactors left | this month',
      '■□□□□□□□□□ | 10 % used',
      'Starts again in 11 h | ',
      'Figures | Plan PLUS',
    ]);
    const rows = summaryRows(SUMMARY, NOW, asWritten);
    assert.doesNotMatch(JSON.stringify(rows), /credit/i);
    assert.match(rows[0]?.tooltip ?? '', /middle one of your last 12 jobs/);
  });

  it('reads the share aloud, not the blocks', () => {
    for (const { spoken } of summaryRows(SUMMARY, NOW, asWritten)) assert.doesNotMatch(spoken, /[■□]/);
  });

  it('speaks of the day, of one, of none, and of no limit', () => {
    const day: UsageSummary = { ...SUMMARY, window: 'day', refactors_left: 1, jobs_under_way: 2 };
    assert.match(said(day).join('\n'), /^About one typical refactor left \| today\n.*\n.*\nJobs under way: 2/);
    const none: UsageSummary = { ...SUMMARY, refactors_left: 0, percent_used: 100 };
    assert.match(said(none).join('\n'), /^Nothing is left \| this month\n■{10} \| 100 %/);
    const unlimited: UsageSummary = { ...SUMMARY, window: null, percent_used: null, refactors_left: null };
    assert.deepEqual(said({ ...unlimited, resets_at: null, typical: null }), [
      'No limit on this plan | ',
      'Figures | Plan PLUS',
    ]);
  });

  it('draws an empty bar only when nothing is used, and a full one only when nothing is left', () => {
    const full = (percent: number) => barOf(percent).replaceAll('□', '').length;
    assert.deepEqual([0, 1, 50, 99, 100].map(full), [0, 1, 5, 9, 10]);
  });

  it('has the figures under it', () => {
    const rows = reportRows(REPORT, asWritten).map(({ label, description }) => `${label} | ${description}`);
    assert.deepEqual(rows, [
      'Jobs started today | 3 of 1000',
      'Credits this month | 20 of 200, 10 set aside',
      'Jobs this month | 2 counted, 1 under way, 3 not counted',
      'No model was asked | Recipes cost nothing',
    ]);
    assert.equal(reportRows({ ...REPORT, monthly_credits: null }, asWritten)[1]?.description, 'no limit');
  });

  it('has a row for each model, with what is not certain beside it', () => {
    const use = { model_class: 'L1', alias: 'default', model: 'small', calls: 3, input_tokens: 900 } as const;
    const more = { cached_input_tokens: 100, output_tokens: 30, cost_nano_usd: 31_000_000, unpriced_calls: 0 };
    const rows = reportRows({ ...REPORT, models: [{ ...use, ...more, uncertain_calls: 1 }] }, asWritten);
    const row = rows.at(-1);
    assert.deepEqual([row?.label, row?.description], ['L1 · default', '3 calls, 0.0310 USD']);
    assert.match(
      row?.tooltip ?? '',
      /small\n\n900 tokens in, 100 of them from the cache; 30 out\n\n.*do not count: 1$/,
    );
  });
});

describe('a start that the plan does not allow', () => {
  it('says so, when it starts again, and where the job is', () => {
    const { message, next } = refusalWords('2026-12-01T00:00:00.000Z', NOW, asWritten);
    assert.equal(message, 'Your plan has nothing left for another job.');
    assert.equal(next, 'It starts again in 11 h. What is not started waits in the Jobs view for a day.');
    assert.match(refusalWords(undefined, NOW, asWritten).next, /^What is not started waits/);
  });
});
