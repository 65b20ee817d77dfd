import type { FixPlan, FixStep } from '@iama/runner/fix/fix-request';
import { bullet } from '../terminal/wrap-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { showDiff } from './diff.ts';
import { count } from './preflight.ts';

/** So many are listed before the rest is only counted. */
const MOST_FINDINGS = 40;
const MOST_KEPT = 20;
const MOST_SKIPPED = 10;

/** What each recipe found, what it leaves and why, and how much it would change. */
export function showFix(terminal: Terminal, plan: FixPlan): void {
  for (const step of plan.steps) showStep(terminal, step);
}

/** The lines that would change, one diff after another: a later one stands on those before it. */
export function showFixDiff(terminal: Terminal, plan: FixPlan): void {
  for (const { patch } of plan.steps) showDiff(terminal, patch);
}

function showStep(terminal: Terminal, { recipe_id, findings, kept, skipped, patch }: FixStep): void {
  const { paint, width } = terminal;
  terminal.line(
    findings.length === 0
      ? `${paint.bold(recipe_id)}  nothing to change`
      : `${paint.bold(recipe_id)}  ${count(findings.length, 'change')} in ${count(patch.files.length, 'file')}, ` +
          `${paint.green(`+${patch.lines_added}`)} ${paint.red(`-${patch.lines_removed}`)} lines`,
  );
  list(
    terminal,
    findings.map(({ path, line, message }) => `${path}:${line}  ${message}`),
    '*',
    MOST_FINDINGS,
  );
  const stays = kept.map(({ path, line, symbol, reason }) => {
    const place = line === null ? path : `${path}:${line}`;
    return `${place}  ${symbol === null ? '' : `${symbol} `}stays: ${reason}`;
  });
  list(terminal, stays, '-', MOST_KEPT);
  const unread = skipped.filter(({ reason }) => !/^a test: |^in a folder of /.test(reason));
  for (const { path, reason } of unread.slice(0, MOST_SKIPPED)) {
    terminal.line(paint.yellow(bullet('!', `${path} was left out: ${reason}`, width)));
  }
  const more = skipped.length - Math.min(unread.length, MOST_SKIPPED);
  if (more > 0)
    terminal.line(
      paint.dim(
        `  ${count(more, 'file')} left out ${unread.length > 0 ? 'besides' : '(tests, fixtures, foreign code)'}`,
      ),
    );
}

function list(terminal: Terminal, items: readonly string[], mark: string, most: number): void {
  for (const item of items.slice(0, most)) terminal.line(bullet(mark, item, terminal.width));
  if (items.length > most)
    terminal.line(terminal.paint.dim(`  and ${items.length - most} more; --json has all of them`));
}
