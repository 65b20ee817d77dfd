import type { UsageSummary } from '@iama/contracts/usage/usage';
import type { Terminal } from '../terminal/terminal.ts';

const CELLS = 20;
const WINDOW = { day: 'today', month: 'this month' } as const;

/** A bar, a share, and about how many refactors are left: no amounts. */
export function showUsage(terminal: Terminal, summary: UsageSummary): void {
  const { paint } = terminal;
  const { tier, window, percent_used, refactors_left, resets_at, jobs_under_way } = summary;
  terminal.line(`${paint.bold('Plan')}  ${tier}`);
  if (window === null || percent_used === null || refactors_left === null || resets_at === null) {
    terminal.line('No limit on this plan.');
  } else {
    terminal.line(`${bar(percent_used)}  ${percent_used} % used ${WINDOW[window]}`);
    terminal.line(leftWords(refactors_left, window));
    terminal.line(paint.dim(`Starts again at ${minute(resets_at)}`));
  }
  if (jobs_under_way > 0) terminal.line(paint.dim(`Jobs under way: ${jobs_under_way}`));
  terminal.line(paint.dim('`iama usage --details` has the figures.'));
}

function bar(percent: number): string {
  const full = Math.round((percent * CELLS) / 100);
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)}`;
}

function leftWords(left: number, window: 'day' | 'month'): string {
  if (left === 0) return `Nothing is left ${WINDOW[window]}: no job can be started.`;
  return `About ${left} typical refactor${left === 1 ? '' : 's'} left ${WINDOW[window]}.`;
}

/** `2026-12-01 00:00 UTC` */
export function minute(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
