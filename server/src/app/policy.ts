/** The spine's intervals, all in milliseconds. Composition passes them in, so that tests need not wait. */
export interface SpinePolicy {
  /** How long a client may be silent about a leased task. */
  readonly lease_ms: number;
  /** How often it is asked to report. */
  readonly task_heartbeat_ms: number;
  /** Offers of one task before it counts as failed. */
  readonly max_offers: number;
  /** How often a client says that it is there. */
  readonly beat_interval_ms: number;
  /** Silence after which it counts as missing. */
  readonly beat_missed_ms: number;
  readonly artifact_lifetime_ms: number;
  /** Other lengths for timers of the statechart, by the timer's name. */
  readonly timer_ms: Readonly<Record<string, number>>;
}

export const DEFAULT_POLICY: SpinePolicy = {
  lease_ms: 30_000,
  task_heartbeat_ms: 10_000,
  max_offers: 5,
  beat_interval_ms: 30_000,
  beat_missed_ms: 45_000,
  artifact_lifetime_ms: 14 * 24 * 3_600_000,
  timer_ms: {},
};
