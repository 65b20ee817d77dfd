import type { AdminAccount, AdminRole } from '@iama/contracts/admin/admin';
import type { AdminRecord } from '../ports/admin-store.ts';

/** Who asks, on the routes for those who run the product. */
export interface Admin {
  readonly admin_id: string;
  readonly role: AdminRole;
  readonly account: AdminAccount;
  /** Of the session that they ask with. */
  readonly token_hash: string;
}

export function presentAdmin({ id, email, role, created_at }: AdminRecord): AdminAccount {
  return { id, email, role, created_at: created_at.toISOString() };
}
