import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type {
  ExecutorFailure,
  ExecutorMethod,
  FromExecutor,
  ParamsOf,
  ResultOf,
  ToExecutor,
} from '../executor/protocol.ts';

/** A refusal or failure of the executor; `code` is the runner's, or EXECUTOR_LOST when its process ended. */
export class ExecutorError extends Error {
  readonly code: string;
  readonly next: string;
  readonly paths: readonly string[];

  constructor({ code, message, next, paths }: ExecutorFailure) {
    super(message);
    this.name = 'ExecutorError';
    this.code = code;
    this.next = next;
    this.paths = paths;
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (line: string) => void;
}

export interface Executor {
  call<M extends ExecutorMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
  dispose(): void;
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((line: string) => void) | undefined;
}

/**
 * The process that works on the person's files. It starts with the first call and is started anew by the first call after
 * it ended; calls that were under way then reject with EXECUTOR_LOST.
 */
export function executorProcess(
  script: string,
  log: (line: string) => void,
  onStart: (pid: number) => void = () => undefined,
): Executor {
  const pending = new Map<number, Pending>();
  let child: ChildProcess | null = null;
  let last = 0;

  return {
    call(method, params, options = {}) {
      const { signal, progress } = options;
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new ExecutorError(CANCELLED));
          return;
        }
        const id = ++last;
        const cancel = () => send({ type: 'cancel', id });
        const settle = () => signal?.removeEventListener('abort', cancel);
        signal?.addEventListener('abort', cancel, { once: true });
        pending.set(id, {
          progress,
          resolve: (result) => {
            settle();
            resolve(result);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
        });
        send({ type: 'call', id, method, params });
      });
    },
    dispose() {
      child?.disconnect();
      child = null;
    },
  };

  function send(message: ToExecutor): void {
    child ??= start();
    child.send(message);
  }

  function start(): ChildProcess {
    const started = fork(script, [], {
      // In the desktop editor the executable is Electron; this makes it run as plain Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (started.pid !== undefined) onStart(started.pid);
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk: Buffer) => log(chunk.toString('utf8').trimEnd()));
    }
    started.on('message', (message: FromExecutor) => receive(message));
    started.on('error', (error) => log(`The executor: ${error.message}`));
    started.once('exit', (code, signal) => {
      if (child === started) child = null;
      for (const each of pending.values()) each.reject(new ExecutorError(lost(code, signal)));
      pending.clear();
    });
    return started;
  }

  function receive(message: FromExecutor): void {
    const call = pending.get(message.id);
    if (!call) return;
    if (message.type === 'progress') {
      call.progress?.(message.line);
      return;
    }
    pending.delete(message.id);
    if (message.type === 'result') call.resolve(message.result as never);
    else call.reject(new ExecutorError(message.failure));
  }
}

const CANCELLED: ExecutorFailure = { code: 'CANCELLED', message: 'Cancelled.', next: '', paths: [] };

function lost(code: number | null, signal: string | null): ExecutorFailure {
  return {
    code: 'EXECUTOR_LOST',
    message: `The process that works on your files ended (${signal ?? `code ${code}`}).`,
    next: 'Try again: it is started anew, and what it was writing is taken back first.',
    paths: [],
  };
}
