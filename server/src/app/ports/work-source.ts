import type { ActivityRequest, TimerRequest } from './queue.ts';

export type FiredTimer = Omit<TimerRequest, 'delay_ms'>;

/** What to do with queue entries. A rejection brings the entry back; each entry may come more than once. */
export interface WorkHandlers {
  /** `signal` aborts when the activity was cancelled, was taken over by another worker, or the worker stops. */
  activity(request: ActivityRequest, signal: AbortSignal): Promise<void>;
  /** The activity failed or took its workers down with it as often as it may. */
  activityGaveUp(request: ActivityRequest): Promise<void>;
  timer(fired: FiredTimer): Promise<void>;
}

/** The other end of the queue: a worker takes entries from here. */
export interface WorkSource {
  start(handlers: WorkHandlers): Promise<void>;
  /** Takes nothing new, waits at most `timeout_ms` for what is running, and gives the rest back at once. */
  stop(timeout_ms: number): Promise<void>;
}
