import { z } from 'zod';
import { ModelReceipt } from '../model/receipt.ts';
import { Sha256 } from '../primitives.ts';
import { Artifact } from './artifact.ts';
import { Delivery } from './delivery.ts';
import { Job } from './job.ts';

/** A receipt as it was kept. `sha256` is that of its JSON text, which has the hash of the receipt before. */
export const KeptReceipt = z.object({ sha256: Sha256, body: ModelReceipt });
export type KeptReceipt = z.infer<typeof KeptReceipt>;

/**
 * What a bundle keeps of a job beside its log: everything that it made, oldest first, with the file of the bundle that holds the
 * body. Secrets are placeholders already. Bundles from before there was a replay have none.
 */
export const JobHistory = z.object({
  schema_version: z.literal(1),
  job: Job,
  /** `file` is null where the body was gone when the bundle was made, and for what a model was shown: that is source. */
  artifacts: z.array(Artifact.extend({ file: z.string().nullable() })),
  receipts: z.array(KeptReceipt),
  delivery: Delivery.nullable(),
});
export type JobHistory = z.infer<typeof JobHistory>;
