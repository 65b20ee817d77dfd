import { z } from 'zod';
import { Sha256 } from '../primitives.ts';
import { ModelAlias, ModelClass, ModelStage } from './model-class.ts';
import { ModelUsage } from './usage.ts';

/** One call as its receipt has it. */
export const ReceiptLine = z.object({
  receipt_sha256: Sha256,
  stage: ModelStage,
  model_class: ModelClass,
  alias: ModelAlias,
  routed_model: z.string(),
  served_model: z.string().nullable(),
  outcome: z.enum(['answered', 'failed', 'abandoned']),
  usage: ModelUsage.nullable(),
  cost_nano_usd: z.int().min(0).nullable(),
});
export type ReceiptLine = z.infer<typeof ReceiptLine>;

/** What models were asked for a job, and what it cost beside what was quoted. Credits. */
export const ModelCost = z.object({
  receipts: z.array(ReceiptLine),
  credits: z.number().nonnegative(),
  quoted: z.object({ credits_min: z.number().nonnegative(), credits_max: z.number().nonnegative() }),
  within_quote: z.boolean(),
});
export type ModelCost = z.infer<typeof ModelCost>;
