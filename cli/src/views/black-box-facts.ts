import type { BlackBoxFacts, BlackBoxQuestion } from '@iama/contracts/test-run/black-box';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

const SHOWN = 40;

/** What a job's black box covers and what not, before a person agrees to it. */
export function showBlackBoxQuestion(terminal: Terminal, box: BlackBoxQuestion): void {
  terminal.line();
  const why = box.confidence === null ? '' : ` Code here is understood with a confidence of ${box.confidence} of 100.`;
  terminal.line(terminal.paint.bold(`Programs of ${box.folder} are asked at their border.${why}`));
  showBlackBoxLists(terminal, box, SHOWN);
}

/** Both lists, at most `shown` of each. */
export function showBlackBoxLists(terminal: Terminal, facts: BlackBoxFacts, shown: number): void {
  const { paint, width } = terminal;
  const { covered, uncovered, none_because, not_listed } = facts;
  if (none_because !== null) terminal.line(paint.yellow(bullet('!', cleanLine(none_because), width)));
  terminal.line(`  Covered (${covered.length})`);
  for (const { probe, answer, exact, from } of covered.slice(0, shown)) {
    const how = exact ? '' : ', but for what changes from run to run';
    terminal.line(paint.green(bullet('+', cleanLine(`${probe}  ${answer}${how}  (${from})`), width, '    ')));
  }
  terminal.line(`  Not covered (${uncovered.length})`);
  for (const { what, reason } of uncovered.slice(0, shown))
    terminal.line(paint.yellow(bullet('-', cleanLine(`${what}: ${reason}`), width, '    ')));
  const more = Math.max(0, covered.length - shown) + Math.max(0, uncovered.length - shown) + not_listed;
  if (more > 0) terminal.line(paint.dim(`    and ${more} more; --json has what is listed`));
}
