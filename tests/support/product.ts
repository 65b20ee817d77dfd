import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../server/src/', import.meta.url));

export interface Product {
  readonly process: ChildProcess;
  /** All that it wrote to both outputs, so far. */
  readonly output: () => string;
  /** Resolves with the output when it contains this; rejects with it when the process ends before. */
  until(wanted: RegExp): Promise<string>;
  /** Sends a signal and waits for the end; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  /** The end, without a signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts one of the server's entries (`main`, `api`, `worker`, `migrate`, `operate`) as its own process, with `input` typed. */
export function startProduct(
  entry: string,
  env: Record<string, string>,
  args: readonly string[] = [],
  input = '',
): Product {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [join(SOURCES, `${entry}.ts`), ...args], {
    env: { PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // One that ends without reading it is fine.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let output = '';
  const collect = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(() => child.exitCode ?? child.signalCode);
  return {
    process: child,
    output: () => output,
    ended,
    async until(wanted) {
      const over = ended.then(() => 'over' as const);
      while (!wanted.test(output)) {
        const more = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), over]);
        if ((await more) === 'over' && !wanted.test(output)) throw new Error(`It ended before ${wanted}: ${output}`);
      }
      return output;
    },
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** What a local start leaves in its data folder for the command line. */
export async function readDataFile<T>(data_dir: string, name: string): Promise<T> {
  return JSON.parse(await readFile(join(data_dir, name), 'utf8')) as T;
}
