import type { ProposalSet } from '@iama/contracts/job/proposal';
import type { Kept } from '@iama/contracts/recipe';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

const SHOWN = 12;

/** Why no plan would change anything: each reason once, the plan that goes furthest first. */
export function showNothing(terminal: Terminal, set: ProposalSet): void {
  const { paint, width } = terminal;
  const plans = set.proposals.toReversed();
  const byReason = new Map<string, Kept[]>();
  for (const kept of plans.flatMap((plan) => plan.kept)) {
    const list = byReason.get(kept.reason) ?? [];
    if (!list.some(({ path }) => path === kept.path)) byReason.set(kept.reason, [...list, kept]);
  }
  if (byReason.size > 0) {
    terminal.line('Left as it is');
    for (const [reason, list] of [...byReason].slice(0, SHOWN))
      terminal.line(bullet('=', `${places(list)}: ${reason.replace(/\.$/, '')}.`, width, '    '));
    if (byReason.size > SHOWN) terminal.line(paint.dim(`    and ${byReason.size - SHOWN} more reasons`));
  }
  const never = plans[0]?.will_not ?? [];
  if (byReason.size > 0 || never.length === 0) return;
  terminal.line('No plan of this recipe will');
  for (const each of never.slice(0, SHOWN)) {
    terminal.line(bullet('-', `${each.charAt(0).toLowerCase()}${each.slice(1)}`, width, '    '));
  }
}

function places(list: readonly Kept[]): string {
  const [first] = list;
  if (!first) return '';
  const symbol = first.symbol === null ? '' : `#${first.symbol}`;
  const line = first.line === null || list.length > 1 ? '' : `:${first.line}`;
  const others = list.length - 1;
  return `${first.path}${symbol}${line}${others > 0 ? ` and ${others} other file${others > 1 ? 's' : ''}` : ''}`;
}
