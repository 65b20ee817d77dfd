import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { SentSlice } from '@iama/contracts/model/receipt';

/** What of the person's source goes out with a question, as its receipt has it. */
export function sentSlices({ slices }: ContextBundle): SentSlice[] {
  return slices.map(({ path, symbol, text, masked_sha256 }) => ({
    path,
    symbol,
    sha256: masked_sha256,
    bytes: new TextEncoder().encode(text).length,
  }));
}
