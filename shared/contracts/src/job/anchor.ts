import { z } from 'zod';
import { Sha256, WorkspacePath } from '../primitives.ts';

/** A declaration, and the hash of its text as it was read. `symbol` is a name as findings have them: `total`, `Cart.add`. */
export const Anchor = z.object({ path: WorkspacePath, symbol: z.string().min(1).max(500), sha256: Sha256 });
export type Anchor = z.infer<typeof Anchor>;

/** Anchors that one analysis tells of. */
export const ANCHORS_MAX = 5000;
