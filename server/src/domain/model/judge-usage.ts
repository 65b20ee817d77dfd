import type { ModelUsage, UsageBasis } from '@iama/contracts/model/usage';
import { estimateTokens, estimateUsage } from './estimate-usage.ts';

export interface SeenCall {
  readonly served: 'yes' | 'no' | 'unknown';
  /** What the provider said; null when it did not. */
  readonly reported: ModelUsage | null;
  readonly prompt_bytes: number;
  /** Bytes of the answer that came, thoughts included; null when nobody was there to see. */
  readonly answer_bytes: number | null;
  readonly max_output_tokens: number;
}

/** What is written down as used, and on what ground. Null when nothing was served: there is nothing to pay for. */
export function judgeUsage(seen: SeenCall): { usage: ModelUsage; basis: UsageBasis } | null {
  const { served, reported, prompt_bytes, answer_bytes, max_output_tokens } = seen;
  if (served === 'no') return null;
  if (reported) return { usage: reported, basis: 'reported' };
  if (served === 'yes' && answer_bytes !== null) {
    return { usage: estimateUsage(prompt_bytes, estimateTokens(answer_bytes)), basis: 'estimated' };
  }
  return { usage: estimateUsage(prompt_bytes, max_output_tokens), basis: 'at_most' };
}
