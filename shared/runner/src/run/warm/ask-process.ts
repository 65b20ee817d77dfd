import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { killTree } from '../kill-tree.ts';

export interface AskedRequest {
  /** For the shell. */
  readonly line: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** `NAME=value`, set in `env`: by it every process is found. */
  readonly mark: string;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** A process that answers one line of JSON with one line of JSON, one after the other. */
export interface AskedProcess {
  /** Its next answer; null when there is none in time, or the process is gone: then it is ended. `order` null only listens. */
  ask(order: object | null, timeout_ms: number): Promise<unknown>;
  /** Returns when none of its processes is left. */
  close(): Promise<void>;
}

/** Once nobody asks any more it should end by itself. */
const GOODBYE_MS = 500;

/** Start a shell line in its own process group. Nothing is thrown for one that does not start: it gives no answer. */
export function startAsked({ line, cwd, env, mark, signal }: AskedRequest): AskedProcess {
  const child = spawn(line, {
    shell: true,
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let leave: () => void = () => undefined;
  const gone = new Promise<null>((resolve) => {
    leave = () => resolve(null);
    child.once('exit', leave);
    child.once('error', leave);
    signal.addEventListener('abort', leave, { once: true });
  });
  // A process that has gone closes its end; what it is asked then is answered by `gone`.
  child.stdin.on('error', () => undefined);
  const end = (): Promise<void> => killTree(child.pid ?? null, mark);
  return {
    async ask(order, timeout_ms) {
      if (signal.aborted) return null;
      if (order) child.stdin.write(`${JSON.stringify(order)}\n`);
      const timer = new AbortController();
      const late = delay(timeout_ms, null, { signal: timer.signal }).catch(() => null);
      const answer = await Promise.race([lines.next().then(({ value }) => parsed(value)), gone, late]);
      timer.abort();
      if (answer === null) await end();
      return answer;
    },
    async close() {
      signal.removeEventListener('abort', leave);
      child.stdin.end();
      const timer = new AbortController();
      await Promise.race([gone, delay(GOODBYE_MS, null, { signal: timer.signal }).catch(() => null)]);
      timer.abort();
      await end();
    },
  };
}

function parsed(line: unknown): unknown {
  try {
    return typeof line === 'string' ? JSON.parse(line) : null;
  } catch {
    return null;
  }
}
