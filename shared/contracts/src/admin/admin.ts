import { z } from 'zod';
import { Id, Instant } from '../primitives.ts';

/** `SUPER_ADMIN` and `ENGINEER` run the product, `SUPPORT` looks after its users. */
export const AdminRole = z.enum(['SUPER_ADMIN', 'ENGINEER', 'SUPPORT']);
export type AdminRole = z.infer<typeof AdminRole>;

/** Somebody who runs the product. Made at the server's machine only: `npm run operate -- admin add`. */
export const AdminAccount = z.object({ id: Id, email: z.string(), role: AdminRole, created_at: Instant });
export type AdminAccount = z.infer<typeof AdminAccount>;

/** `token`: opaque, sent as `Authorization: Bearer …`, good for 8 hours and not renewed. */
export const AdminSession = z.object({ admin: AdminAccount, token: z.string(), expires_at: Instant });
export type AdminSession = z.infer<typeof AdminSession>;
