import { z } from 'zod';

/** Time ran out, or the code did something else than the test says. They need different answers. */
export const FailureClass = z.enum(['TIMEOUT_EXECUTION', 'LOGIC_FAILURE']);
export type FailureClass = z.infer<typeof FailureClass>;

/** What a person can do about TIMEOUT_EXECUTION; each is a command of the same name. */
export const TimeoutChoice = z.enum(['increase_timeout', 'skip_or_quarantine_test', 'continue_repair']);
export type TimeoutChoice = z.infer<typeof TimeoutChoice>;

/** So many places are told with an attempt; the run has all of them. */
export const TIMED_OUT_MAX = 100;
