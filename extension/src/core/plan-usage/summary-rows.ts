import type { UsageSummary } from '@iama/contracts/usage/usage';
import { elapsedWords } from '../jobs/elapsed-words.ts';
import type { Translate } from '../translate.ts';
import { usageRow } from './usage-row.ts';
import type { UsageRow } from './usage-row.ts';

const CELLS = 10;

export const FIGURES = 'figures';

/** What is seen first: how many refactors are left, a bar with a share, and when it starts again. No amounts. */
export function summaryRows(summary: UsageSummary, now_ms: number, t: Translate): UsageRow[] {
  const { tier, window, percent_used, refactors_left, resets_at, jobs_under_way } = summary;
  const rest = [
    ...(jobs_under_way === 0 ? [] : [usageRow('running', 'sync', t('Jobs under way: {0}', jobs_under_way))]),
    usageRow(FIGURES, 'list-unordered', t('Figures'), { description: t('Plan {0}', tier) }),
  ];
  if (window === null || percent_used === null || refactors_left === null || resets_at === null) {
    return [usageRow('left', 'dashboard', t('No limit on this plan')), ...rest];
  }
  const when = window === 'day' ? t('today') : t('this month');
  const left = leftWords(refactors_left, t);
  const share = t('{0} % used', percent_used);
  const until = t('Starts again in {0}', elapsedWords(Date.parse(resets_at) - now_ms, t));
  return [
    usageRow('left', refactors_left === 0 ? 'warning' : 'dashboard', left, {
      description: when,
      tooltip: [`${left}, ${when}`, basisWords(summary, t)].filter(Boolean).join('\n\n'),
    }),
    usageRow('bar', 'graph', barOf(percent_used), { description: share, tooltip: share, spoken: `${share}, ${when}` }),
    usageRow('reset', 'history', until, { tooltip: `${resets_at.slice(0, 16).replace('T', ' ')} UTC` }),
    ...rest,
  ];
}

/** Squares, so that it can be seen without colours too. */
export function barOf(percent: number): string {
  // One cell as soon as something is used, all of them only when nothing is left.
  const full = percent === 0 ? 0 : percent === 100 ? CELLS : Math.min(CELLS - 1, Math.ceil((percent * CELLS) / 100));
  return `${'■'.repeat(full)}${'□'.repeat(CELLS - full)}`;
}

function leftWords(left: number, t: Translate): string {
  if (left === 0) return t('Nothing is left');
  return left === 1 ? t('About one typical refactor left') : t('About {0} typical refactors left', left);
}

/** What is taken for typical, so that nobody has to believe the number. */
function basisWords({ typical }: UsageSummary, t: Translate): string {
  switch (typical?.basis) {
    case 'one_start':
      return t('Each start counts as one. What fails or has no tests behind it is given back.');
    case 'own_jobs':
      return t('A typical refactor costs as much as the middle one of your last {0} jobs.', typical.jobs);
    case 'default':
      return t('A typical refactor is taken to cost what each start sets aside: too few of your jobs are done so far.');
    case undefined:
      return '';
  }
}
