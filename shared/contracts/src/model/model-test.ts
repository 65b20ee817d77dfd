import { z } from 'zod';
import { Sha256 } from '../primitives.ts';
import { ModelFailureCode } from './failure.ts';
import { AnsweringProvider, ModelAlias } from './model-class.ts';
import { ModelUsage } from './usage.ts';

/** A configured model, without its key. `endpoint` is the base address, without user, password and query. */
export const ConfiguredModel = z.object({
  alias: ModelAlias,
  provider: AnsweringProvider,
  model: z.string(),
  endpoint: z.string(),
});
export type ConfiguredModel = z.infer<typeof ConfiguredModel>;

/** What a small real call showed. `sentence` is for people; `said` is what the endpoint itself said, cut and cleaned. */
export const ModelTestResult = ConfiguredModel.extend({
  ok: z.boolean(),
  code: ModelFailureCode.nullable(),
  sentence: z.string(),
  next: z.string().nullable(),
  said: z.string().nullable(),
  served_model: z.string().nullable(),
  /** Milliseconds from the request, and how many pieces the text came in. */
  stream: z.object({ first_ms: z.int().min(0), total_ms: z.int().min(0), pieces: z.int().min(1) }).nullable(),
  usage: ModelUsage.nullable(),
  cost_nano_usd: z.int().min(0).nullable(),
  /** Hash of the receipt that the last try left; null when nothing was sent. */
  receipt_sha256: Sha256.nullable(),
});
export type ModelTestResult = z.infer<typeof ModelTestResult>;
