import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { ModelUsage } from '@iama/contracts/model/usage';

/** Beyond any context there is: a figure above it is a mistake, or worse. */
const MOST_TOKENS = 1_000_000_000;

/** The provider's figures, if they are figures. Null otherwise: then what was seen is counted. */
export function readUsage({ inputTokens, outputTokens }: LanguageModelV4Usage): ModelUsage | null {
  const input = count(inputTokens.total);
  const output = count(outputTokens.total);
  if (input === null || output === null) return null;
  const cached_input = Math.min(count(inputTokens.cacheRead) ?? 0, input);
  return {
    input,
    cached_input,
    cache_write: Math.min(count(inputTokens.cacheWrite) ?? 0, input - cached_input),
    output,
  };
}

function count(tokens: number | undefined): number | null {
  return tokens !== undefined && Number.isSafeInteger(tokens) && tokens >= 0 && tokens <= MOST_TOKENS ? tokens : null;
}
