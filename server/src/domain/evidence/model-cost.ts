import type { ModelCost } from '@iama/contracts/model/model-cost';
import type { ModelReceipt } from '@iama/contracts/model/receipt';
import { creditsOf } from '../quota/credits.ts';
import type { Quote } from '../refactor/context.ts';

/** A receipt with the hash that it has in its chain. */
export interface KeptReceipt {
  readonly body: ModelReceipt;
  readonly sha256: string;
}

/** What models cost beside what was quoted; without a quote nothing was promised. */
export function modelCost(receipts: readonly KeptReceipt[], quote: Quote | undefined): ModelCost {
  const spent = receipts.reduce((sum, { body }) => sum + (body.cost_nano_usd ?? 0), 0);
  const credits = creditsOf(spent);
  const { credits_min = 0, credits_max = 0 } = quote ?? {};
  return {
    receipts: receipts.map(lineOf),
    credits,
    quoted: { credits_min, credits_max },
    within_quote: credits <= credits_max,
  };
}

/** One call, as evidence and previews tell of it. */
export function lineOf({ body, sha256: receipt_sha256 }: KeptReceipt): ModelCost['receipts'][number] {
  const { stage, model_class, alias, routed_model, served_model, outcome, usage, cost_nano_usd } = body;
  return { receipt_sha256, stage, model_class, alias, routed_model, served_model, outcome, usage, cost_nano_usd };
}
