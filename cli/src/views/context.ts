import type { EditMode } from '@iama/engine/context/slice';
import type { CollectedContext } from '@iama/runner/context/collect-slices';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { count } from './preflight.ts';

const MODES: Readonly<Record<EditMode, string>> = {
  AST_SYMBOLIC: 'edits by symbol',
  BLACK_BOX: 'the black box is offered: behaviour is pinned at the command line or over HTTP',
  EXACT_SEARCH_REPLACE: 'edits by exact text only',
};

/** So many omissions are named. */
const MOST = 40;

/** Each piece with its reason, what is left out and why, and how sure edits by symbol are. */
export function showContext(terminal: Terminal, context: CollectedContext): void {
  const { paint, width } = terminal;
  for (const { role, form, path, symbol, line, tokens, reason } of context.slices) {
    const name = symbol === null ? '' : `#${symbol}`;
    const short = form === 'signature' ? paint.dim(' without bodies') : '';
    terminal.line(
      `${role.padEnd(10)} ${String(tokens).padStart(6)}  ${paint.bold(cleanLine(`${path}${name}`))}:${line}${short}`,
    );
    terminal.line(paint.dim(bullet('', reason, width, ' '.repeat(19))));
  }
  if (context.omitted.length > 0) terminal.line('Left out');
  for (const { path, symbol, reason } of context.omitted.slice(0, MOST)) {
    terminal.line(bullet('-', `${cleanLine(path)}${symbol === null ? '' : `#${symbol}`}: ${reason}`, width));
  }
  if (context.omitted.length > MOST)
    terminal.line(paint.dim(`  and ${context.omitted.length - MOST} more; --json has all of them`));
  const { score, mode, parse_rate, symbol_rate, snippet_completeness } = context.confidence;
  const hidden = Object.values(context.secrets).reduce((sum, each) => sum + each, 0);
  terminal.line();
  terminal.line(
    `${count(context.slices.length, 'piece')}, ${context.tokens} of ${context.budget} tokens, ${count(hidden, 'secret')} masked`,
  );
  terminal.line(
    `confidence ${paint.bold(String(score))}: ${MODES[mode]} ` +
      paint.dim(
        `(parsed ${percent(parse_rate)}, names found ${percent(symbol_rate)}, pieces in ${percent(snippet_completeness)})`,
      ),
  );
}

/** The pieces one after another, as they would leave this machine. */
export function showContextText(terminal: Terminal, { slices }: CollectedContext): void {
  for (const { path, line, role, text } of slices) {
    terminal.line(terminal.paint.bold(`--- ${cleanLine(path)}:${line} (${role})`));
    terminal.line(text);
  }
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
