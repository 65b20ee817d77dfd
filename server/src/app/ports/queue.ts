export interface ActivityRequest {
  readonly id: string;
  readonly job_id: string;
  readonly activity: string;
  readonly epoch: number;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface TimerRequest {
  readonly id: string;
  readonly job_id: string;
  readonly timer: string;
  /** Milliseconds from now, by the queue's own clock: another clock may have been set meanwhile. */
  readonly delay_ms: number;
}

/**
 * The durable queue, bound to a transaction: what is asked for here exists exactly if the transaction commits.
 * Delivery is at least once, so whoever is woken looks in the stores whether it still counts.
 */
export interface Queue {
  enqueueActivity(request: ActivityRequest): Promise<void>;
  /** Tells workers to stop; a running one notices within seconds, a waiting one never starts. */
  cancelActivities(ids: readonly string[]): Promise<void>;
  /** Lateness is up to half a second. */
  scheduleTimer(request: TimerRequest): Promise<void>;
  cancelTimers(ids: readonly string[]): Promise<void>;
}
