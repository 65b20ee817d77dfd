import { cleanLine } from '../terminal/clean-line.ts';
import { painter } from '../terminal/terminal.ts';
import { wrapText } from '../terminal/wrap-text.ts';

/** To stderr: the code, the sentence, what it is about, what to do. With `--json` as one problem document. */
export function reportError(
  error: {
    readonly code: string;
    readonly message: string;
    readonly next: string;
    readonly details: readonly string[];
    readonly data: Readonly<Record<string, unknown>>;
    readonly cause?: unknown;
  },
  json: boolean,
): void {
  if (json) {
    const { code, message, next, data } = error;
    process.stderr.write(`${JSON.stringify({ ...data, code, title: code, detail: message, next })}\n`);
    return;
  }
  const paint = painter(process.stderr, process.env);
  // Only a person's window has a width; whoever reads a pipe wants whole lines.
  const width = process.stderr.isTTY ? Math.max(40, Math.min(100, process.stderr.columns)) : Infinity;
  const [first = '', ...rest] = wrapText(`${error.code}: ${error.message}`, width - 6, '  ').split('\n');
  const lines = [`${paint.red(paint.bold('error'))} ${first.replace(error.code, paint.bold(error.code))}`, ...rest];
  for (const detail of error.details) lines.push(`  ${cleanLine(detail)}`);
  if (error.next !== '') {
    lines.push(`  ${paint.cyan('->')} ${wrapText(error.next, width - 5).replaceAll('\n', '\n     ')}`);
  }
  process.stderr.write(`${lines.join('\n')}\n`);
  if (process.env['IAMA_DEBUG'] && error.cause instanceof Error) process.stderr.write(`${error.cause.stack}\n`);
}
