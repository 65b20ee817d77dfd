import type { JsonLog } from './observability/json-log.ts';
import { stopInPhases } from './stop-in-phases.ts';
import type { StopPhase } from './stop-in-phases.ts';

export interface Running {
  readonly phases: readonly StopPhase[];
  readonly log: JsonLog;
  readonly say: (line: string) => void;
  /** When a second signal comes: end what would outlive us, at once. */
  readonly force?: () => void;
}

/** Stops in order at the first signal, and at once at the second. Ends the process. */
export function stopOnSignal({ phases, log, say, force }: Running): { stop: (why: string, code: number) => void } {
  let stopping = false;

  const leave = (code: number): never => {
    log.flush();
    process.exit(code);
  };
  const stop = (why: string, code: number): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'Stopping');
    void stopInPhases(phases, log).then((clean) => leave(clean ? code : 1));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) {
        say('Stopped at once. The next start puts things in order.');
        force?.();
        leave(130);
      }
      say('Stopping … (once more to stop at once)');
      stop(signal, 0);
    });
  }
  let faults = 0;
  const fault = (error: unknown): void => {
    faults += 1;
    // One that comes of reporting the first must not go round for ever.
    if (faults > 10) process.exit(1);
    log.error({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'A fault of ours');
    say('IAMA stops because of a fault of its own; the log says which.');
    stop('fault', 1);
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  return { stop };
}
