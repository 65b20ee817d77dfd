import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { processAlive } from './process-alive.ts';

/** Fast shutdown first, then immediate. Never SIGKILL: that would leave the server's other processes behind. */
const STEPS = [
  { signal: 'SIGINT', patience_ms: 20_000 },
  { signal: 'SIGQUIT', patience_ms: 10_000 },
] as const;

/** Stops a PostgreSQL server by the process id of its postmaster, and returns when it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const { signal, patience_ms } of STEPS) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    const until = performance.now() + patience_ms;
    while (performance.now() < until) {
      if (!processAlive(pid)) return;
      await delay(10);
    }
  }
  throw new EmbeddedPostgresError(
    'start_failed',
    `The PostgreSQL server ${pid} of an earlier start does not stop.`,
    `Look at what process ${pid} is doing, end it, and start again.`,
  );
}
