import { parentPort, workerData } from 'node:worker_threads';
import { RunnerError } from '../errors/runner-error.ts';
import type { FixPlan, FixRequest } from './fix-request.ts';
import { performFix } from './perform-fix.ts';

export type FixReply =
  | { readonly type: 'progress'; readonly line: string }
  | { readonly type: 'done'; readonly plan: FixPlan }
  | { readonly type: 'refused'; readonly code: RunnerError['code']; readonly message: string; readonly next: string };

/** The worker thread's entry: one request in `workerData`, one `done` or `refused` out. */
const reply = (message: FixReply): void => parentPort?.postMessage(message);
try {
  reply({
    type: 'done',
    plan: await performFix(workerData as FixRequest, (line) => reply({ type: 'progress', line })),
  });
} catch (error) {
  if (!(error instanceof RunnerError)) throw error;
  reply({ type: 'refused', code: error.code, message: error.message, next: error.next });
}
