import type { TestRun } from '@iama/contracts/test-run/test-run';
import { timedOutIn } from '@iama/engine/lock/classify-failure';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

const SHOWN = 10;

/** One line per run, then each suite that did not end well and the cases that failed. */
export function showTestRun(terminal: Terminal, title: string, run: TestRun): void {
  const { paint } = terminal;
  const { passed, failed, skipped } = run.totals;
  const figures = [`${passed} passed`, `${failed} failed`, `${skipped} skipped`].join(', ');
  const well = failed === 0 && run.suites.every((suite) => suite.outcome === 'passed');
  const paintFigures = well ? paint.green : paint.red;
  const tools = Object.entries(run.tool_versions)
    .map(([tool, version]) => `${tool} ${version}`)
    .join(', ');
  terminal.line(
    `${paint.bold(title)}  ${paintFigures(figures)} in ${seconds(run.duration_ms)}${tools === '' ? '' : ` on ${cleanLine(tools)}`}`,
  );
  const written = run.characterization ?? [];
  if (written.length > 0) {
    const cases = written.flatMap((suite) => suite.cases);
    const held = cases.filter(({ status }) => status === 'passed').length;
    const paintHeld = held === cases.length ? paint.green : paint.red;
    terminal.line(`  ${paintHeld(`${held} of ${cases.length}`)} tests that were written to pin behaviour passed`);
  }
  for (const suite of [...run.suites, ...written]) {
    if (suite.outcome === 'passed') continue;
    const outcome = suite.outcome === 'timeout' ? 'TIMEOUT_EXECUTION' : suite.outcome;
    terminal.line(`  ${paint.red(outcome)}  ${cleanLine(suite.command.join(' '))} after ${seconds(suite.duration_ms)}`);
    if (suite.outcome !== 'failed') {
      for (const line of suite.output_tail.trimEnd().split('\n').slice(-SHOWN))
        terminal.line(paint.dim(`    ${cleanLine(line)}`));
    }
  }
  const failing = [...run.suites, ...written]
    .flatMap((suite) => suite.cases)
    .filter((each) => each.status === 'failed');
  const slow = new Set(timedOutIn([...run.suites, ...written]));
  for (const each of failing.slice(0, SHOWN)) {
    const what = slow.has(each.id) ? '  TIMEOUT_EXECUTION' : '';
    terminal.line(`  ${paint.red('x')} ${cleanLine(each.name)}${what}`);
    if (each.failure) terminal.line(paint.dim(`      ${cleanLine(each.failure.message)}`));
  }
  if (failing.length > SHOWN) terminal.line(paint.dim(`  and ${failing.length - SHOWN} more`));
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
