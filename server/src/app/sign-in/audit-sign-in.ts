import type { AuthDeps } from '../auth/auth-deps.ts';
import type { Transaction } from '../ports/store.ts';

/** A row of the trail about somebody's signing in, in the transaction that does it. */
export function auditSignIn(
  { ids }: Pick<AuthDeps, 'ids'>,
  tx: Transaction,
  what: {
    readonly at: Date;
    readonly user: { readonly user_id: string; readonly org_id: string | null };
    readonly action: string;
    readonly data: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { at, user, action, data } = what;
  const { user_id, org_id } = user;
  return tx.audit.append([{ id: ids.next(), at, org_id, user_id, job_id: null, action, data }]);
}
