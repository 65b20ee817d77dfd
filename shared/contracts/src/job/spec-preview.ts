import { z } from 'zod';
import { ReceiptLine } from '../model/model-cost.ts';
import { Id } from '../primitives.ts';
import { BddDraft, SddDraft } from './spec-edit.ts';

/** What a person wants of the specification, in their words. */
export const ConvertSpec = z.object({ revision_token: Id, text: z.string().trim().min(1).max(4000) });
export type ConvertSpec = z.infer<typeof ConvertSpec>;

/**
 * The specification as a model would write it after these words. Nothing is stored: whoever wants it sends it as an edit of the
 * revision whose token it carries.
 */
export const SpecPreview = z.object({
  revision_token: Id,
  bdd: z.array(BddDraft).max(500),
  sdd: z.array(SddDraft).max(1000),
  /** What is new or different, in a sentence of the model's. */
  note: z.string().max(1000),
  receipts: z.array(ReceiptLine),
});
export type SpecPreview = z.infer<typeof SpecPreview>;
