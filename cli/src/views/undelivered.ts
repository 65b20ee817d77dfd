import type { UndeliveredEvidence } from '@iama/contracts/job/undelivered-evidence';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { figures } from './evidence.ts';
import { breachText } from './lock-card.ts';
import { count } from './preflight.ts';
import { showFailure } from './show-failure.ts';
import { STATE_WORDS } from './state-words.ts';

const SHOWN = 10;

/** What is known of a job that has delivered nothing: why, what was tried, and what nobody can say of it. */
export function showUndelivered(terminal: Terminal, evidence: UndeliveredEvidence): void {
  const { paint, width } = terminal;
  const say = (mark: string, text: string): void => terminal.line(bullet(mark, cleanLine(text), width, '    '));
  const { state, failure, verdict } = evidence;
  terminal.line();
  terminal.line(`${paint.bold('Evidence')}  ${paint.red('not delivered')}, ${verdict}`);
  terminal.line(`  ${state}: ${STATE_WORDS[state]}`);
  if (failure) showFailure(terminal, failure);
  terminal.line(`  before  ${figures(evidence.baseline)}`);
  terminal.line(`  after   ${figures(evidence.verification)}`);
  for (const attempt of evidence.attempts) {
    const lines = `+${attempt.lines_added} -${attempt.lines_removed} lines`;
    terminal.line(`  attempt ${attempt.number}  ${attempt.tier}, ${attempt.verdict}, ${lines}`);
    for (const breach of attempt.breaches?.slice(0, SHOWN) ?? []) say('!', breachText(breach));
    for (const problem of attempt.problems?.slice(0, SHOWN) ?? []) say('x', problem);
    for (const test of attempt.failed_tests.slice(0, SHOWN)) say('x', test);
    if (attempt.failed_tests.length > SHOWN) say(' ', `and ${attempt.failed_tests.length - SHOWN} more`);
  }
  if (evidence.failures.length > 0) terminal.line(`  ${count(evidence.failures.length, 'test')} failed last`);
  for (const { test_id, message } of evidence.failures.slice(0, SHOWN)) say('x', `${test_id}: ${message}`);
  terminal.line('  missing');
  for (const { because } of evidence.missing) say('-', because);
  if (evidence.actions.length > 0)
    terminal.line(`  may be done: ${evidence.actions.map((each) => each.replaceAll('_', ' ')).join(', ')}`);
}
