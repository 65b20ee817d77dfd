import assert from 'node:assert/strict';
import type { UsageReport, UsageSummary } from '@iama/contracts/usage/usage';
import pc from 'picocolors';
import type { Terminal } from '../terminal/terminal.ts';
import { showUsageReport } from './usage-report.ts';
import { showUsage } from './usage.ts';

const SUMMARY: UsageSummary = {
  tier: 'PLUS',
  window: 'month',
  percent_used: 10,
  refactors_left: 18,
  resets_at: '2026-12-01T00:00:00.000Z',
  typical: { basis: 'default', jobs: 0, credits: 10 },
  jobs_under_way: 0,
};

const REPORT: UsageReport = {
  tier: 'FREE',
  billing_cycle: '2026-11',
  starts_at: '2026-11-01T00:00:00.000Z',
  ends_at: '2026-12-01T00:00:00.000Z',
  daily_jobs: { limit: 1000, used: 3, held: 0, resets_at: '2026-12-01T00:00:00.000Z' },
  monthly_credits: null,
  job_counts: { held: 0, consumed: 2, released: 1 },
  used_credits: 4,
  models: [
    {
      model_class: 'L1',
      alias: 'default',
      model: 'small',
      calls: 3,
      input_tokens: 900,
      cached_input_tokens: 100,
      output_tokens: 30,
      cost_nano_usd: 31_000_000,
      unpriced_calls: 0,
      uncertain_calls: 1,
    },
  ],
  jobs: [
    {
      job_id: '01a1f8b1-4ad6-794d-b713-d4241ecd764c',
      billing_cycle: '2026-11',
      status: 'consumed',
      reason: 'verified',
      held_credits: 0,
      used_credits: 4,
      reserved_at: '2026-11-20T09:00:00.000Z',
      settled_at: '2026-11-20T09:02:00.000Z',
      recipe_id: 'unused-code',
      state: 'DELIVERED',
    },
  ],
};

function shown(show: (terminal: Terminal) => void): string {
  const lines: string[] = [];
  show({
    json: false,
    interactive: false,
    width: 100,
    paint: pc.createColors(false),
    line: (text = '') => void lines.push(text),
    remark: () => undefined,
    status: () => undefined,
    record: () => undefined,
  });
  return lines.join('\n');
}

describe('iama usage', () => {
  it('shows a bar, a share and what is left, and no amounts', () => {
    const text = shown((terminal) => showUsage(terminal, SUMMARY));
    assert.match(
      text,
      /^Plan {2}PLUS\n██░{18} {2}10 % used this month\nAbout 18 typical refactors left this month\.\n/,
    );
    assert.doesNotMatch(text, /credit/);
  });

  it('speaks of the day, of one, of none and of no limit', () => {
    const say = (more: Partial<UsageSummary>) => shown((terminal) => showUsage(terminal, { ...SUMMARY, ...more }));
    assert.match(say({ window: 'day', refactors_left: 1, jobs_under_way: 2 }), /refactor left today[^]*under way: 2/);
    assert.match(say({ refactors_left: 0, percent_used: 100 }), /█{20} {2}100 %[^]*Nothing is left this month/);
    assert.match(
      say({ window: null, percent_used: null, refactors_left: null, resets_at: null }),
      /\nNo limit on this/,
    );
  });

  it('shows the figures on demand', () => {
    const text = shown((terminal) => showUsageReport(terminal, REPORT));
    assert.match(text, /Today {4}3 of 1000 jobs used; starts again at 2026-12-01 00:00 UTC\nCredits {2}no limit/);
    assert.match(text, /jobs: 2 counted, 0 under way, 1 not counted; 4 credits/);
    assert.match(text, /3 calls, 900 tokens in \(100 cached\), 30 out\n {6}0\.031000 USD\n.*1 calls more may/);
    assert.match(text, /unused-code\n {4}counted: delivered, with tests behind it, 4 credits\n {2}and 2 older/);
    assert.match(
      shown((terminal) => showUsageReport(terminal, { ...REPORT, models: [] })),
      /recipes cost nothing/,
    );
  });
});
