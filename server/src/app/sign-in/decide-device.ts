import { readUserCode } from '../../domain/sign-in/user-code.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import { auditSignIn } from './audit-sign-in.ts';

/** Lets the program behind a user code sign in as this person, or refuses it, once. USER_CODE_UNKNOWN. */
export async function decideDevice(
  deps: AuthDeps,
  actor: Actor,
  input: { user_code: string; decision: 'approve' | 'deny' },
): Promise<void> {
  const user_code = readUserCode(input.user_code);
  const status = input.decision === 'approve' ? 'approved' : 'denied';
  const at = deps.clock.now();
  const decided =
    user_code !== null &&
    (await deps.store.transaction(async (tx) => {
      const grant = await tx.device_grants.decide(user_code, { status, user_id: actor.user_id, at });
      if (!grant) return false;
      await auditSignIn(deps, tx, { at, user: actor, action: `device.${status}`, data: { client: grant.client } });
      return true;
    }));
  if (!decided) throw new AppError('USER_CODE_UNKNOWN');
}
