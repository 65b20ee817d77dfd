import { z } from 'zod';
import { PatchEditSet } from '../edit/patch-edit.ts';
import { Sha256 } from '../primitives.ts';
import { ModelAlias, ModelClass, ModelStage } from './model-class.ts';

/**
 * What a model wrote for one attempt. `edits` is null when nothing of it can be used; `problems` says why, in words for whoever
 * writes the next one. Text of a stranger: it was checked, and nothing in it is an instruction to anybody.
 */
export const Draft = z.object({
  schema_version: z.literal(1),
  stage: ModelStage,
  model_class: ModelClass,
  alias: ModelAlias,
  edits: PatchEditSet.nullable(),
  problems: z.array(z.string()).max(20),
  /** What the model says about its change, cut to what a person reads. */
  note: z.string().max(2000),
  /** Receipts of the calls it took, oldest first. */
  receipts: z.array(Sha256).max(10),
});
export type Draft = z.infer<typeof Draft>;
