import type { SecretsFound } from '@iama/runner/secrets/find-secrets-in';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { count } from './preflight.ts';

/** So many are listed before the rest is only counted. */
const MOST = 200;

/** Places by file, with what stands for each secret, and never the secret. */
export function showSecrets(terminal: Terminal, { places, files_read, length }: SecretsFound): void {
  const { paint } = terminal;
  for (const { path, line, column, type, placeholder } of places.slice(0, MOST)) {
    terminal.line(`${cleanLine(path)}:${line}:${column}  ${paint.yellow(type)}  ${paint.dim(placeholder)}`);
  }
  if (places.length > MOST) terminal.line(paint.dim(`and ${places.length - MOST} more; --json has all of them`));
  const size = (length / 1_000_000).toFixed(1);
  terminal.line(`${count(places.length, 'secret')} in ${count(files_read, 'file')} (${size} MB)`);
}
