import type { Preflight } from '@iama/contracts/workspace/preflight';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

/** The verdict about the workspace, with every reason and what to do about it. */
export function showPreflight(terminal: Terminal, preflight: Preflight): void {
  const { paint, width } = terminal;
  const verdict = { safe: paint.green('safe'), caution: paint.yellow('caution'), blocked: paint.red('blocked') };
  const { vcs, files, test_suites } = preflight;
  const at = vcs.head === null ? '' : ` at ${vcs.branch ?? 'a detached head'} ${vcs.head.slice(0, 7)}`;
  terminal.line(`${paint.bold('Workspace')}  ${preflight.workspace_name}${at}: ${verdict[preflight.verdict]}`);
  terminal.line(`  ${files.supported} of ${files.total} files can be read by the recipe`);
  for (const suite of test_suites) {
    terminal.line(`  tests: ${suite.source} (${suite.framework}, ${count(suite.test_files, 'file')}) in ${suite.cwd}`);
  }
  const marks = { info: paint.dim('i'), caution: paint.yellow('!'), blocked: paint.red('x') };
  for (const reason of preflight.reasons) {
    terminal.line(
      bullet('*', `${reason.code}: ${reason.message} ${reason.next}`, width).replace('*', marks[reason.severity]),
    );
    for (const path of reason.paths.slice(0, 5)) terminal.line(paint.dim(`      ${path}`));
    if (reason.paths.length > 5) terminal.line(paint.dim(`      and ${reason.paths.length - 5} more`));
  }
}

export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
