import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { performance } from 'node:perf_hooks';
import { maskStream } from '@iama/engine/secrets/mask-stream';
import type { MaskStream } from '@iama/engine/secrets/mask-stream';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { killTree } from './kill-tree.ts';

export interface CommandRequest {
  /** For the shell. */
  readonly line: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeout_ms: number;
  /** `NAME=value`, set in `env`: by it every process of the run is found. */
  readonly mark: string;
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  /** Ends what is not below the shell: a container. */
  readonly stop?: () => Promise<void>;
}

export interface CommandResult {
  readonly ended: 'exited' | 'timeout' | 'cancelled';
  readonly exit_code: number | null;
  readonly signal: string | null;
  readonly duration_ms: number;
  /** The beginning of what it printed to standard output, as it is, at most MAX_HEAD characters. */
  readonly stdout: string;
  /** The end of what it printed to both, without colours and secrets, at most MAX_TAIL characters. */
  readonly output_tail: string;
}

const MAX_HEAD = 16 * 1024 * 1024;
const MAX_TAIL = 16_000;
/** After the process has ended, its pipes should close at once; a lost grandchild must not hold us up. */
const PIPES_MS = 2000;

/** Run a shell line in its own process group. When this returns, none of its processes is left. */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const began = performance.now();
  const child = spawn(request.line, {
    shell: true,
    cwd: request.cwd,
    env: request.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = new Output(request.gate);
  output.take(child.stdout, true);
  output.take(child.stderr, false);

  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      output.add(`${error.message}\n`, false);
      resolve({ code: 127, signal: null });
    });
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = await stopAt(exited, request);
  if (ended !== 'exited') await request.stop?.();
  await killTree(child.pid ?? null, request.mark);
  // Once more: nobody is left who could have made it meanwhile.
  await request.stop?.();
  const { code, signal } = await exited;
  await within(closed, PIPES_MS);
  child.stdout.destroy();
  child.stderr.destroy();
  return {
    ended,
    exit_code: code,
    signal,
    duration_ms: Math.round(performance.now() - began),
    stdout: output.head(),
    output_tail: output.tail(),
  };
}

async function stopAt(exited: Promise<unknown>, request: CommandRequest): Promise<CommandResult['ended']> {
  let stop: (ended: CommandResult['ended']) => void = () => undefined;
  const stopped = new Promise<CommandResult['ended']>((resolve) => (stop = resolve));
  const timer = setTimeout(() => stop('timeout'), request.timeout_ms);
  const onAbort = (): void => stop('cancelled');
  request.signal.addEventListener('abort', onAbort, { once: true });
  if (request.signal.aborted) stop('cancelled');
  try {
    return await Promise.race([exited.then(() => 'exited' as const), stopped]);
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', onAbort);
  }
}

async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([promise, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

/** Keeps the head of one stream and the tail of both, however much is printed. The tail is masked before it is cut. */
class Output {
  readonly #head: string[] = [];
  #headLength = 0;
  #tail = '';
  readonly #masked: Readonly<Record<'stdout' | 'stderr', MaskStream>>;

  constructor(gate: SecretGate) {
    this.#masked = { stdout: maskStream(gate), stderr: maskStream(gate) };
  }

  take(stream: Readable, isStdout: boolean): void {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => this.add(text, isStdout));
    stream.on('error', () => undefined);
  }

  add(text: string, isStdout: boolean): void {
    if (isStdout && this.#headLength < MAX_HEAD) {
      this.#head.push(text.slice(0, MAX_HEAD - this.#headLength));
      this.#headLength += text.length;
    }
    this.#keep(this.#masked[isStdout ? 'stdout' : 'stderr'].push(text));
  }

  #keep(text: string): void {
    this.#tail += text;
    if (this.#tail.length > 4 * MAX_TAIL) this.#tail = this.#tail.slice(-2 * MAX_TAIL);
  }

  head(): string {
    return this.#head.join('');
  }

  tail(): string {
    this.#keep(this.#masked.stdout.end());
    this.#keep(this.#masked.stderr.end());
    // oxlint-disable-next-line no-control-regex -- colours and cursor movements are control characters
    return this.#tail.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').slice(-MAX_TAIL);
  }
}
