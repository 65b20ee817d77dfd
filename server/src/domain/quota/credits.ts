/** Set aside by each start, and so what must be left for one (requirement 2.4: at least 10 credits). */
export const CREDITS_PER_START = 10;

/** A credit is a hundredth of a US dollar. */
const NANO_USD_PER_CREDIT = 10_000_000;

/** What calls of models cost, in whole credits; what is begun counts. Recipes ask no model and cost none. */
export function creditsOf(cost_nano_usd: number): number {
  return Math.ceil(cost_nano_usd / NANO_USD_PER_CREDIT);
}
