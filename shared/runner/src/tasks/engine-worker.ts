import { parentPort, workerData } from 'node:worker_threads';
import type { EngineReply, EngineRequest } from './engine-request.ts';
import { performEngineTask } from './perform-engine-task.ts';
import { failureFrom } from './task-refusal.ts';

/** The worker thread's entry: one request in `workerData`, one `done` or `failed` out. */
const request = workerData as EngineRequest;
const reply = (message: EngineReply): void => parentPort?.postMessage(message);

try {
  const { result, hashes } = await performEngineTask(request, (line) => reply({ type: 'progress', line }));
  reply({ type: 'done', result, hashes });
} catch (error) {
  reply({ type: 'failed', failure: failureFrom(error) });
}
