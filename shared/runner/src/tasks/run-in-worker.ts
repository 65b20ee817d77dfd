import { Worker } from 'node:worker_threads';
import type { TaskResult } from '@iama/contracts/task/payload';
import { cancelled } from '../errors/throw-if-cancelled.ts';
import type { EngineReply, EngineRequest } from './engine-request.ts';
import { TaskRefusal } from './task-refusal.ts';

export interface EngineOutcome {
  readonly result: TaskResult;
  readonly hashes: ReadonlyMap<string, string>;
}

/** The engine parses whole repositories; a thread that outgrows this fails by itself, not with its process. */
const HEAP_MIB = 4096;

/**
 * Do engine work in a thread of its own, so that the caller's heartbeats go on. Aborting ends the thread at once.
 * Throws TaskRefusal for what the engine refuses, CANCELLED, and whatever stops a thread.
 */
export async function runInWorker(
  request: EngineRequest,
  signal: AbortSignal,
  progress: (line: string) => void,
): Promise<EngineOutcome> {
  if (signal.aborted) throw cancelled();
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  let onAbort: () => void = () => undefined;
  try {
    return await new Promise<EngineOutcome>((resolve, reject) => {
      onAbort = () => reject(cancelled());
      signal.addEventListener('abort', onAbort, { once: true });
      worker.on('message', (reply: EngineReply) => {
        if (reply.type === 'progress') progress(reply.line);
        else if (reply.type === 'done') resolve({ result: reply.result, hashes: reply.hashes });
        else reject(new TaskRefusal(reply.failure));
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker thread ended with code ${code} before it was done`)));
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
