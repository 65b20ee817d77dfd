import type { Log } from './app/ports/log.ts';

export interface StopPhase {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** No phase may hold up the ones after it: the database must be stopped in order whatever a reader does. */
const PATIENCE_MS = 35_000;

/** Runs the phases one after another. One that fails or hangs is logged, and the next one runs. True: all went well. */
export async function stopInPhases(phases: readonly StopPhase[], log: Log): Promise<boolean> {
  let clean = true;
  for (const { name, run } of phases) {
    const started = performance.now();
    const outcome = await Promise.race([
      run().then(
        () => 'stopped' as const,
        (error: unknown) => `failed: ${String(error)}`,
      ),
      expiry(PATIENCE_MS),
    ]);
    const ms = Math.round(performance.now() - started);
    if (outcome === 'stopped') log.info({ phase: name, ms }, 'Stopped');
    else log.error({ phase: name, ms, outcome }, 'Did not stop in order');
    clean &&= outcome === 'stopped';
  }
  return clean;
}

function expiry(ms: number): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('took too long'), ms).unref();
  });
}
