import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';

/** What the person pointed at. `symbol` is a top-level name or `Class.method` in the file at `path`. */
export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: WorkspacePath }),
  z.object({ kind: z.literal('file'), path: WorkspacePath }),
  z.object({ kind: z.literal('symbol'), path: WorkspacePath, symbol: z.string().min(1).max(256) }),
]);
export type Target = z.infer<typeof Target>;
