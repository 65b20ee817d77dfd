import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';

/** A repository as the control plane knows it. `fingerprint` is made by the client and says nothing about paths. */
export const Project = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  fingerprint: z.string().min(8).max(128),
  created_at: Instant,
});
export type Project = z.infer<typeof Project>;
