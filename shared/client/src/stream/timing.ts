import type { BackOff } from '../back-off.ts';

/** All waiting the stream does, in milliseconds. The server writes a comment every 15 s. */
export interface StreamTiming {
  /** No byte for so long after asking: something on the way holds the stream back, so poll. */
  readonly first_byte_ms: number;
  /** Three comments missed: the connection is dead although nobody said so. */
  readonly stall_ms: number;
  /** Change connections so long before the access token runs out. */
  readonly renew_before_ms: number;
  /** While polling: how long until a stream is tried again. */
  readonly stream_again_ms: number;
  readonly poll_busy_ms: number;
  readonly poll_idle_ms: number;
  readonly back_off: BackOff;
}

export const STREAM_TIMING: StreamTiming = {
  first_byte_ms: 10_000,
  stall_ms: 45_000,
  renew_before_ms: 60_000,
  stream_again_ms: 120_000,
  poll_busy_ms: 400,
  poll_idle_ms: 1500,
  back_off: { base_ms: 250, cap_ms: 15_000 },
};
