import type { FileEvidence, LockEvidence } from '@iama/engine/lock/evidence/lock-evidence';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { count } from './preflight.ts';

/** So many places are shown before the rest is only counted. */
const MOST_SURVIVORS = 12;

/** What pins the target, and what would go through unnoticed. */
export function showLock(terminal: Terminal, evidence: LockEvidence, out: string | null): void {
  const { paint, width } = terminal;
  const { baseline, files, skipped, verdict, score } = evidence;
  terminal.line(
    `Existing tests: ${baseline.steady} passed in each of ${baseline.runs} runs, ${baseline.failing.length} failed in each, ${baseline.flaky.length} set aside as flaky.`,
  );
  for (const { test_id, statuses } of baseline.flaky)
    terminal.line(paint.yellow(bullet('!', `${test_id} is set aside: ${statuses.join(', ')}`, width)));
  for (const { place, failure_class, choices } of baseline.timeouts)
    terminal.line(paint.yellow(bullet('!', `${place}: ${failure_class}. You can: ${choices.join(', ')}.`, width)));
  for (const file of files) showFile(terminal, file);
  for (const { path, reason } of skipped)
    terminal.line(paint.yellow(bullet('!', `${path} is left out: ${reason}`, width)));
  terminal.line();
  const said = score === null ? 'no fault was tried' : `${(score * 100).toFixed(0)} % of the faults were noticed`;
  terminal.line(`${verdict === 'strong' ? paint.green(verdict) : paint.red(verdict)}  ${said}`);
  if (out !== null) terminal.line(`Written to ${out}; \`iama verify ${out}\` checks it.`);
}

function showFile(terminal: Terminal, file: FileEvidence): void {
  const { paint, width } = terminal;
  const { faults, survivors } = file;
  terminal.line();
  terminal.line(
    `${paint.bold(file.path)}  ${count(file.tests, 'test')} of ${count(file.calls_tried, 'call')}, ` +
      `${faults.noticed} of ${count(faults.tried, 'fault')} noticed` +
      (file.score_of_existing === null
        ? ''
        : ` (existing tests alone: ${(file.score_of_existing * 100).toFixed(0)} %)`) +
      (faults.out_of_time ? `, of ${faults.possible} possible; the time was up` : ''),
  );
  for (const { reason, count: number } of file.dropped)
    terminal.line(paint.dim(bullet('-', `${count(number, 'call')} left out: ${reason}`, width)));
  for (const { line, words } of survivors.slice(0, MOST_SURVIVORS))
    terminal.line(bullet('*', `${file.path}:${line}  not noticed: ${words}`, width));
  if (survivors.length > MOST_SURVIVORS)
    terminal.line(paint.dim(`  and ${survivors.length - MOST_SURVIVORS} more; --json has all of them`));
}
