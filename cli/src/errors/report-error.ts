import pc from 'picocolors';
import { cleanLine } from '../terminal/clean-line.ts';

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
  const paint = pc.createColors(
    process.stderr.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
  );
  const lines = [`${paint.red(paint.bold('error'))} ${paint.bold(error.code)}: ${cleanLine(error.message)}`];
  for (const detail of error.details) lines.push(`  ${cleanLine(detail)}`);
  if (error.next !== '') lines.push(`  ${paint.cyan('->')} ${cleanLine(error.next)}`);
  process.stderr.write(`${lines.join('\n')}\n`);
  if (process.env['IAMA_DEBUG'] && error.cause instanceof Error) process.stderr.write(`${error.cause.stack}\n`);
}
