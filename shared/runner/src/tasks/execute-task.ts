import type { TaskPayload } from '@iama/contracts/task/payload';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { RunnerError } from '../errors/runner-error.ts';
import type { TaskContext } from './task-context.ts';

/**
 * Do a task. Every expected failure comes back as an outcome; only a cancel rejects (RunnerError CANCELLED).
 * Heavy work runs in a worker thread and in child processes, so the caller's heartbeats go on.
 */
export function executeTask(_payload: TaskPayload, _context: TaskContext): Promise<TaskOutcome> {
  return Promise.reject(new RunnerError('INTERNAL', 'executeTask is not built yet.', ''));
}
