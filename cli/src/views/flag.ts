import type { FlagInventory, FlagOccurrence, FlagReport, FlagSkippedFile } from '@iama/contracts/flag/report';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { count } from './preflight.ts';

/** So many are listed before the rest is only counted. */
const MOST = 60;

/** So many files outside of the target are named. */
const NAMED = 5;

/** Where a flag stands, by file. */
export function showOccurrences(terminal: Terminal, occurrences: readonly FlagOccurrence[]): void {
  const { paint } = terminal;
  let path = '';
  for (const each of occurrences.slice(0, MOST)) {
    if (each.path !== path) terminal.line(paint.bold((path = each.path)));
    const place = paint.dim(`${String(each.line).padStart(6)}  ${each.kind.padEnd(10)}`);
    terminal.line(`${place} ${cleanLine(each.snippet)}`);
    if (each.reason !== null) terminal.line(paint.dim(bullet('', each.reason, terminal.width, ' '.repeat(18))));
  }
  more(terminal, occurrences.length);
}

/** What a removal did and left, in the order a person wants to know it. */
export function showFlagReport(terminal: Terminal, report: FlagReport): void {
  const { paint, width } = terminal;
  const { figures, key, value, mode } = report;
  const lines = `${paint.green(`+${figures.lines_added}`)} ${paint.red(`-${figures.lines_removed}`)} lines`;
  terminal.line(
    `${paint.bold(key)} stays ${paint.bold(JSON.stringify(value))}: ${count(figures.removed, 'occurrence')} removed, ` +
      `${figures.left} left, in ${count(figures.files_naming_it, 'file')} of ${figures.files_looked_at}`,
  );
  terminal.line(
    `  ${count(figures.files_changed, 'file')} changed, ${count(figures.files_deleted, 'file')} deleted, ${lines}`,
  );
  if (mode === 'parity') {
    terminal.line(
      paint.yellow(
        bullet('!', 'Parity mode is for comparing results with Piranha: it drops effects. Do not ship it.', width),
      ),
    );
  }
  for (const path of report.deleted) terminal.line(bullet('-', `${path} goes: nothing is left in it`, width));
  const left = report.occurrences.filter(({ outcome }) => outcome === 'left');
  if (left.length > 0) terminal.line('Left as it is');
  const [outside, inside] = partition(left, ({ reason }) => reason?.startsWith('It lies outside of ') === true);
  for (const each of inside.slice(0, MOST)) {
    terminal.line(bullet('=', `${each.path}:${each.line}  ${cleanLine(each.snippet)}`, width));
    if (each.reason !== null) terminal.line(paint.dim(bullet('', each.reason, width, '   ')));
  }
  more(terminal, inside.length);
  showOutside(terminal, [...new Set(outside.map(({ path }) => path))], outside[0]?.reason ?? '');
  for (const warning of report.warnings.slice(0, MOST)) terminal.line(paint.yellow(bullet('!', warning, width)));
  showSkipped(terminal, report.skipped);
}

/** Files that nobody asked for: whoever names one file wants to know that there are others, not each place in them. */
function showOutside(terminal: Terminal, paths: readonly string[], reason: string): void {
  if (paths.length === 0) return;
  const rest = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  const names = `${paths.slice(0, NAMED).join(', ')}${rest}`;
  terminal.line(bullet('=', `${count(paths.length, 'file')} more with the flag: ${names}`, terminal.width));
  terminal.line(terminal.paint.dim(bullet('', reason, terminal.width, '   ')));
}

/** Files that name the flag and were not worked on. */
export function showSkipped(terminal: Terminal, skipped: readonly FlagSkippedFile[]): void {
  for (const { path, reason } of skipped.slice(0, MOST)) {
    terminal.line(terminal.paint.yellow(bullet('!', `${path} was not read as code: ${reason}`, terminal.width)));
  }
  more(terminal, skipped.length);
}

/** All flags of a program, most used first. */
export function showInventory(terminal: Terminal, { flags, dynamic, files_looked_at }: FlagInventory): void {
  const { paint } = terminal;
  const width = Math.min(48, Math.max(4, ...flags.map(({ key }) => key.length)));
  for (const { key, occurrences, files, apis } of flags) {
    const uses = `${count(occurrences, 'use')} in ${count(files, 'file')}`;
    terminal.line(`${paint.bold(cleanLine(key).padEnd(width))}  ${uses.padEnd(22)}${paint.dim(apis.join(', '))}`);
  }
  terminal.line(`${count(flags.length, 'flag')} in ${count(files_looked_at, 'file')}`);
  if (dynamic.length > 0) terminal.line('Asked with a key that is made at run time');
  showOccurrences(terminal, dynamic);
}

function more(terminal: Terminal, all: number): void {
  if (all > MOST) terminal.line(terminal.paint.dim(`  and ${all - MOST} more; --json has all of them`));
}

function partition<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter((each) => isFirst(each)), all.filter((each) => !isFirst(each))];
}
