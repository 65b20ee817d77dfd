import type { ModelPrice, ModelUsage } from '@iama/contracts/model/usage';

/** A dollar for a million tokens is a thousand billionths of a dollar for one. */
const NANO_USD = 1000;

/** What a call cost, in billionths of a US dollar, rounded to whole ones. Null when the model has no price. */
export function priceCall(usage: ModelUsage, price: ModelPrice | null): number | null {
  if (!price) return null;
  const { input, cached_input, cache_write, output } = usage;
  const plain = Math.max(0, input - cached_input - cache_write);
  const usd_per_million =
    plain * price.input +
    cached_input * (price.cached_input ?? price.input) +
    cache_write * (price.cache_write ?? price.input) +
    output * price.output;
  return Math.round(usd_per_million * NANO_USD);
}
