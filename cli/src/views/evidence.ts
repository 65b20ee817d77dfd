import type { Evidence } from '@iama/contracts/job/evidence';
import type { Proposal } from '@iama/contracts/job/proposal';
import type { TestTotals } from '@iama/contracts/test-run/test-run';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { breachText, showLockCard } from './lock-card.ts';
import { count } from './preflight.ts';

const SHOWN = 10;

/** What stands behind the diff: the verdict, the figures before and after, and what had to be left out. */
export function showEvidence(terminal: Terminal, evidence: Evidence): void {
  const { paint, width } = terminal;
  const verdict = {
    verified: paint.green,
    unverified: paint.yellow,
    regressed: paint.red,
    unusable: paint.red,
  };
  terminal.line();
  terminal.line(`${paint.bold('Evidence')}  ${verdict[evidence.verdict](evidence.verdict)}`);
  terminal.line(`  before  ${figures(evidence.baseline)}`);
  terminal.line(`  after   ${figures(evidence.verification)}`);
  if (evidence.lock) showLockCard(terminal, evidence.lock);
  for (const change of evidence.test_changes.slice(0, SHOWN)) {
    terminal.line(`  ${change.before} -> ${change.after}  ${cleanLine(change.test_id)}`);
  }
  if (evidence.quarantined.length > 0) {
    terminal.line(paint.yellow(`  ${count(evidence.quarantined.length, 'test')} left out of the comparison:`));
    for (const id of evidence.quarantined.slice(0, SHOWN)) terminal.line(`    ${cleanLine(id)}`);
  }
  for (const attempt of evidence.attempts) {
    const lines = `+${attempt.lines_added} -${attempt.lines_removed} lines`;
    const failed = attempt.failed_tests.length > 0 ? `, ${count(attempt.failed_tests.length, 'test')} failed` : '';
    terminal.line(`  attempt ${attempt.number}  ${verdict[attempt.verdict](attempt.verdict)}, ${lines}${failed}`);
    for (const breach of attempt.breaches?.slice(0, SHOWN) ?? [])
      terminal.line(paint.red(bullet('!', breachText(breach), width, '    ')));
    for (const problem of attempt.problems?.slice(0, SHOWN) ?? [])
      terminal.line(paint.dim(bullet('x', cleanLine(problem), width, '    ')));
    const slow = new Set(attempt.timed_out);
    for (const test of attempt.failed_tests.slice(0, SHOWN))
      terminal.line(paint.dim(`    x ${cleanLine(test)}${slow.has(test) ? '  TIMEOUT_EXECUTION' : ''}`));
    for (const [reason, ids] of byReason(attempt.excluded).slice(0, SHOWN)) {
      terminal.line(bullet('-', `${count(ids, 'change')} left out: ${reason}`, width, '    '));
    }
  }
  for (const { attempt, rejected_hunks, comments } of evidence.reviews ?? []) {
    terminal.line(`  review of attempt ${attempt}  ${count(rejected_hunks, 'hunk')} rejected`);
    for (const { path, line, body } of comments.slice(0, SHOWN)) {
      terminal.line(bullet('-', `${path}:${line}  ${cleanLine(body)}`, width, '    '));
    }
  }
  if (evidence.models) {
    const { receipts, credits, quoted, within_quote } = evidence.models;
    const asked = [...new Set(receipts.map(({ served_model, routed_model }) => served_model ?? routed_model))];
    const beside = `${quoted.credits_min} to ${quoted.credits_max} quoted`;
    const line = `  models  ${count(receipts.length, 'call')} of ${asked.join(', ')}, ${credits} credits (${beside})`;
    terminal.line(within_quote ? line : paint.yellow(line));
  }
  if (evidence.spec?.implicit)
    terminal.line(`  specification ${evidence.spec_revision}  agreed to by fast track, with the choice of the plan`);
  terminal.line(paint.dim(`  patch sha256 ${evidence.patch_sha256}`));
}

/** A passing run says little about files that no test loads; null when some test does. */
export function unreachedNote(plan: Pick<Proposal, 'tests_reaching' | 'files'> | undefined): string | null {
  if (!plan || plan.tests_reaching > 0 || plan.files.length === 0) return null;
  const files = plan.files.length === 1 ? 'the changed file' : `any of the ${plan.files.length} changed files`;
  return `No test imports ${files}, so the tests that passed say little about this change.`;
}

function byReason(excluded: Evidence['attempts'][number]['excluded']): [reason: string, ids: number][] {
  const counts = new Map<string, number>();
  for (const { reason } of excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts];
}

/** One run in a line. */
export function figures(totals: TestTotals | null): string {
  return totals === null
    ? 'no test ran'
    : `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`;
}
