import { Worker } from 'node:worker_threads';
import { RunnerError } from '../errors/runner-error.ts';
import { cancelled, throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import type { FixPlan, FixRequest } from './fix-request.ts';
import type { FixReply } from './fix-worker.ts';

/** A compiler over a large repository wants more than Node's default; a thread that outgrows this fails by itself. */
const HEAP_MIB = 4096;

/**
 * What recipes would do to a workspace, worked out in a thread of its own. Changes nothing.
 * Throws CANCELLED, TARGET_NOT_FOUND, and whatever a recipe refuses.
 */
export async function planFix(
  request: FixRequest,
  signal: AbortSignal,
  progress: (line: string) => void = () => undefined,
): Promise<FixPlan> {
  throwIfCancelled(signal);
  const worker = new Worker(new URL('./fix-worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  let onAbort: () => void = () => undefined;
  try {
    return await new Promise<FixPlan>((resolve, reject) => {
      onAbort = () => reject(cancelled());
      signal.addEventListener('abort', onAbort, { once: true });
      worker.on('message', (reply: FixReply) => {
        if (reply.type === 'progress') progress(reply.line);
        else if (reply.type === 'done') resolve(reply.plan);
        else reject(new RunnerError(reply.code, reply.message, reply.next));
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker thread ended with code ${code} before it was done`)));
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
