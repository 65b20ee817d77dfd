import type { ChildProcess } from 'node:child_process';
import type { PostmasterOptions } from './postmaster.ts';
import { startPostmaster } from './start-postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** A server that dies more often than this within the window has a reason that starting again does not cure. */
const RESTARTS_ALLOWED = 3;
const RESTART_WINDOW_MS = 60_000;

interface Hooks {
  readonly log: (line: string) => void;
  readonly onLost?: (error: unknown) => void;
}

export interface Postmaster {
  readonly port: number;
  readonly pid: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts the server and, if it dies without being asked to, starts it again on the same port. */
export async function supervisePostmaster(options: PostmasterOptions, { log, onLost }: Hooks): Promise<Postmaster> {
  const first = await startPostmaster(options);
  let running: { child: ChildProcess; pid: number } | null = first;
  let last_pid = first.pid;
  let stopping: Promise<void> | null = null;
  let revival: Promise<void> = Promise.resolve();
  const deaths: number[] = [];

  const watch = (child: ChildProcess): void => {
    const ended = (): void => {
      running = null;
      if (!stopping) revival = revive(`the database server ended by itself (${child.signalCode ?? child.exitCode})`);
    };
    // It may have ended between being ready and being watched.
    if (child.exitCode !== null || child.signalCode !== null) ended();
    else child.once('exit', ended);
  };

  const revive = async (why: string): Promise<void> => {
    const now = performance.now();
    deaths.push(now);
    const recent = deaths.filter((at) => now - at < RESTART_WINDOW_MS);
    if (recent.length > RESTARTS_ALLOWED) return onLost?.(new Error(`${why}, ${recent.length} times in a minute`));
    log(`${why}; starting it again`);
    try {
      const next = await startPostmaster({ ...options, port: first.port });
      running = next;
      last_pid = next.pid;
      if (next.port !== first.port) throw new Error(`port ${first.port} was taken meanwhile`);
      watch(next.child);
      log('the database server is up again');
    } catch (error) {
      onLost?.(error);
    }
  };

  const stop = async (): Promise<void> => {
    await revival;
    if (running) await stopPostmaster(running.pid);
    running = null;
  };

  watch(first.child);
  return { port: first.port, pid: () => last_pid, stop: () => (stopping ??= stop()) };
}
