import { z } from 'zod';
import { Id, Instant, Sha256 } from '../primitives.ts';
import { ModelFailureCode } from './failure.ts';
import { AnsweringProvider, ModelAlias, ModelClass, ModelStage } from './model-class.ts';
import { ModelPrice, ModelUsage, UsageBasis } from './usage.ts';

/** A piece of source that was sent: which, and the hash of it as it was sent. */
export const SentSlice = z.object({
  path: z.string().max(1024),
  /** What of the file; null is all of it. */
  symbol: z.string().max(512).nullable(),
  sha256: Sha256,
  bytes: z.int().min(0),
});
export type SentSlice = z.infer<typeof SentSlice>;

/** `abandoned`: the process that asked is gone, and nobody saw an end. */
export const CallOutcome = z.enum(['answered', 'failed', 'abandoned']);
export type CallOutcome = z.infer<typeof CallOutcome>;

/**
 * What one call was: which model was asked, which one says it answered, what was sent, what it cost. Never the text of
 * either side, and never a key. `served`: whether the provider began to answer, and so bills; `unknown` when nobody can say.
 */
export const ModelReceipt = z.object({
  call_id: Id,
  /** Receipts of one job are a chain; those without a job are a chain of their person's. */
  chain_id: Id,
  ordinal: z.int().min(1),
  previous_sha256: Sha256,
  org_id: Id,
  user_id: Id,
  job_id: Id.nullable(),
  request_key: z.string(),
  attempt: z.int().min(1),
  stage: ModelStage,
  model_class: ModelClass,
  tier: z.string(),
  alias: ModelAlias,
  provider: AnsweringProvider,
  routed_model: z.string(),
  served_model: z.string().nullable(),
  upstream_id: z.string().nullable(),
  prompt_sha256: Sha256,
  slices: z.array(SentSlice),
  /** Kinds of secrets that went out as placeholders, with how many. */
  placeholders: z.record(z.string(), z.int().min(1)),
  max_output_tokens: z.int().min(1),
  outcome: CallOutcome,
  failure: ModelFailureCode.nullable(),
  served: z.enum(['yes', 'no', 'unknown']),
  usage: ModelUsage.nullable(),
  basis: UsageBasis.nullable(),
  price: ModelPrice.nullable(),
  /** Billionths of a US dollar; null when the model has no price or nothing was served. */
  cost_nano_usd: z.int().min(0).nullable(),
  answer_sha256: Sha256.nullable(),
  started_at: Instant,
  ended_at: Instant,
});
export type ModelReceipt = z.infer<typeof ModelReceipt>;
