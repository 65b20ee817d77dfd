import type { ChangedAnswer } from '@iama/engine/lock/black-box/compare-probes';
import type { BlackBox } from '@iama/runner/lock/black-box/lock-black-box';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

const SHOWN = 40;

/** What is held of programs, what was asked and is not, and what was not asked. */
export function showBlackBox(terminal: Terminal, { pinned, dropped, uncovered }: BlackBox): void {
  const { paint, width } = terminal;
  terminal.line(paint.bold(`Held (${pinned.length})`));
  for (const { probe, answer, exact } of pinned) {
    const said =
      answer.kind === 'command' ? `exit code ${answer.exit_code}` : answer.kind === 'request' ? answer.status : '';
    const how = exact ? '' : ', but for what changes from run to run';
    terminal.line(paint.green(bullet('+', cleanLine(`${probe.id}  ${said}${how}  (${probe.from})`), width)));
  }
  if (dropped.length > 0) terminal.line(paint.bold(`Asked, and not held (${dropped.length})`));
  for (const { probe, reason } of dropped)
    terminal.line(paint.yellow(bullet('!', cleanLine(`${probe.id}: ${reason}`), width)));
  if (uncovered.length > 0) terminal.line(paint.bold(`Not covered (${uncovered.length})`));
  for (const { what, reason } of uncovered.slice(0, SHOWN))
    terminal.line(paint.yellow(bullet('-', cleanLine(`${what}: ${reason}`), width)));
  if (uncovered.length > SHOWN)
    terminal.line(paint.dim(`  and ${uncovered.length - SHOWN} more; --json has all of them`));
  terminal.line();
}

export function showChangedAnswers(terminal: Terminal, changed: readonly ChangedAnswer[]): void {
  const { paint } = terminal;
  for (const { id, what, before, after } of changed) {
    terminal.line(`${paint.red('x')} ${paint.bold(cleanLine(id))}  ${what}`);
    for (const line of linesOf(before)) terminal.line(paint.red(`    - ${cleanLine(line)}`));
    for (const line of linesOf(after)) terminal.line(paint.green(`    + ${cleanLine(line)}`));
  }
}

const MOST_LINES = 8;

function linesOf(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n');
  return lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} lines more`]
    : lines;
}
