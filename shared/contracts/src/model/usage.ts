import { z } from 'zod';

const Tokens = z.int().min(0);

/**
 * Tokens of one call. `input` is all of the prompt, cached or not; `cached_input` was read from the provider's cache,
 * `cache_write` was put there. `output` includes what the model thought and did not say.
 */
export const ModelUsage = z.object({
  input: Tokens,
  cached_input: Tokens,
  cache_write: Tokens,
  output: Tokens,
});
export type ModelUsage = z.infer<typeof ModelUsage>;

/**
 * Where the figures come from. `reported`: the provider said so. `estimated`: the answer broke off, and what was seen
 * of it was counted. `at_most`: nobody saw the end; the most that it can have been.
 */
export const UsageBasis = z.enum(['reported', 'estimated', 'at_most']);
export type UsageBasis = z.infer<typeof UsageBasis>;

/** USD for a million tokens. What is left out costs as much as `input`. */
export const ModelPrice = z.strictObject({
  input: z.number().min(0).max(100_000),
  output: z.number().min(0).max(100_000),
  cached_input: z.number().min(0).max(100_000).optional(),
  cache_write: z.number().min(0).max(100_000).optional(),
});
export type ModelPrice = z.infer<typeof ModelPrice>;
