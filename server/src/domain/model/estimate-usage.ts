import type { ModelUsage } from '@iama/contracts/model/usage';

/** Where a provider does not say how much it was: the usual four bytes of code or prose a token, rounded up. */
const BYTES_A_TOKEN = 4;

export function estimateTokens(bytes: number): number {
  return Math.ceil(bytes / BYTES_A_TOKEN);
}

export function estimateUsage(prompt_bytes: number, output: number): ModelUsage {
  return { input: estimateTokens(prompt_bytes), cached_input: 0, cache_write: 0, output };
}
