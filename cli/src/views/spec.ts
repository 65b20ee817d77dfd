import type { Spec } from '@iama/contracts/job/spec';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

const SHOWN = 12;

/** What will change, what stays as it is, and which files may be touched. */
export function showSpec(terminal: Terminal, spec: Spec): void {
  const { paint, width } = terminal;
  terminal.line();
  terminal.line(`${paint.bold('Specification')}  revision ${spec.revision}, ${spec.level}`);
  const part = (title: string, kind: 'change' | 'keep', mark: string): void => {
    const items = spec.sdd.filter((item) => item.kind === kind);
    if (items.length === 0) return;
    terminal.line(`  ${title}`);
    for (const item of items.slice(0, SHOWN)) terminal.line(bullet(mark, item.statement, width, '    '));
    if (items.length > SHOWN) terminal.line(paint.dim(`    and ${items.length - SHOWN} more`));
  };
  part('Will change', 'change', '+');
  part('Stays as it is', 'keep', '=');
  if (spec.bdd.length > 0) terminal.line('  Behaviour that is held');
  for (const item of spec.bdd.slice(0, SHOWN)) {
    terminal.line(bullet('=', `Given ${item.given}, when ${item.when}, then ${item.then}.`, width, '    '));
  }
  terminal.line('  Files that may be touched');
  for (const path of spec.allowed_files.slice(0, SHOWN)) terminal.line(`    ${path}`);
  if (spec.allowed_files.length > SHOWN) terminal.line(paint.dim(`    and ${spec.allowed_files.length - SHOWN} more`));
}
