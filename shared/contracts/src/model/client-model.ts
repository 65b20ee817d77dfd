import { z } from 'zod';

/**
 * A model that a person has in their editor. `id` names it as the editor does; what answers has to say the same. `tokens` is what
 * it takes in at most, as the editor counts.
 */
export const ClientModel = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  tokens: z.int().positive(),
});
export type ClientModel = z.infer<typeof ClientModel>;
