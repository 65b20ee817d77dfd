import type { Attempt } from '@iama/contracts/job/attempt';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { breachText } from './lock-card.ts';
import { count } from './preflight.ts';

const SHOWN = 10;

/** Every attempt that has ended: what it changed, and why it failed. */
export function showAttempts(terminal: Terminal, attempts: readonly Attempt[]): void {
  const { paint, width } = terminal;
  terminal.line();
  if (attempts.length === 0) return terminal.line('No attempt has ended yet.');
  for (const attempt of attempts) {
    const { number, tier, verdict, lines_added, lines_removed, progress, superseded_at } = attempt;
    const again = superseded_at === null ? '' : ', its tests were run again';
    terminal.line(
      `${paint.bold(`Attempt ${number}`)}  ${tier}, ${verdict}, +${lines_added} -${lines_removed} lines${again}`,
    );
    const say = (mark: string, text: string): void => terminal.line(bullet(mark, cleanLine(text), width, '    '));
    for (const { path, change, operations } of attempt.files.slice(0, SHOWN))
      say('~', `${path}: ${change}, ${count(operations, 'edit')}`);
    for (const problem of attempt.problems.slice(0, SHOWN)) say('x', problem);
    for (const test of attempt.failed_tests.slice(0, SHOWN)) say('x', test);
    if (attempt.failed_count > SHOWN) say(' ', `and ${attempt.failed_count - SHOWN} more`);
    for (const breach of attempt.breaches.slice(0, SHOWN)) say('!', breachText(breach));
    for (const { reason } of attempt.excluded.slice(0, SHOWN)) say('-', `left out: ${reason}`);
    const beside = progress === null || progress === 'first' ? '' : ` (${progress})`;
    if (attempt.fingerprint !== null) say('#', `${attempt.fingerprint}${beside}`);
  }
}
