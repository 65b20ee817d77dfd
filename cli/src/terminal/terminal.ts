import pc from 'picocolors';
import { cleanLine } from './clean-line.ts';
import { wrapText } from './wrap-text.ts';

/**
 * Where words go. People read stdout; progress and errors are on stderr. With `--json`, stdout carries JSON and
 * nothing else.
 */
export interface Terminal {
  readonly json: boolean;
  /** Someone is there to be asked. */
  readonly interactive: boolean;
  /** Columns to write in, at most 100, so that lines stay readable. */
  readonly width: number;
  /** For stdout; without colour when stdout is no terminal, NO_COLOR is set or the terminal is dumb. */
  readonly paint: ReturnType<typeof pc.createColors>;
  line(text?: string): void;
  /** A passing remark: stderr, never with `--json`. */
  remark(text: string): void;
  /** The one line that tells what goes on; null takes it away. Only on a terminal. */
  status(text: string | null): void;
  /** One JSON value on a line of its own, only with `--json`. */
  record(value: unknown): void;
}

/** Never by default: without an answer the library asks the environment, which knows nothing of a pipe. */
export function painter({ isTTY }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Terminal['paint'] {
  return pc.createColors(isTTY === true && env['TERM'] !== 'dumb' && env['NO_COLOR'] === undefined);
}

export function createTerminal(options: { readonly json: boolean }, env: NodeJS.ProcessEnv = process.env): Terminal {
  const { stdin, stdout, stderr } = process;
  const dumb = env['TERM'] === 'dumb';
  const interactive = !options.json && !dumb && stdin.isTTY && stdout.isTTY && env['CI'] === undefined;
  const live = !options.json && !dumb && stderr.isTTY && env['CI'] === undefined;
  const width = Math.max(40, Math.min(100, (stdout.isTTY ? stdout.columns : 0) || 80));
  let shown = false;
  const wipe = (): void => {
    if (shown) stderr.write('\r\x1b[2K');
    shown = false;
  };
  return {
    json: options.json,
    interactive,
    width,
    paint: painter(stdout, env),
    line(text = '') {
      if (options.json) return;
      wipe();
      stdout.write(`${text}\n`);
    },
    remark(text) {
      if (options.json) return;
      wipe();
      stderr.write(`${wrapText(text, width)}\n`);
    },
    status(text) {
      if (!live) return;
      wipe();
      if (text === null) return;
      const columns = Math.max(20, (stderr.columns || 80) - 1);
      const clean = cleanLine(text);
      stderr.write(clean.length > columns ? `${clean.slice(0, columns - 1)}…` : clean);
      shown = true;
    },
    record(value) {
      if (options.json) stdout.write(`${JSON.stringify(value)}\n`);
    },
  };
}
