import type { DeviceRequest } from '@iama/contracts/auth/device';
import { readUserCode, showUserCode } from '../../domain/sign-in/user-code.ts';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';

/** Who waits behind a user code, so that a person can compare before they decide. USER_CODE_UNKNOWN. */
export async function findDevice({ store, clock }: AuthDeps, typed: string): Promise<DeviceRequest> {
  const user_code = readUserCode(typed);
  const found =
    user_code === null ? null : await store.transaction((tx) => tx.device_grants.findPending(user_code, clock.now()));
  if (!found) throw new AppError('USER_CODE_UNKNOWN');
  return {
    user_code: showUserCode(found.user_code),
    client: found.client,
    requested_at: found.created_at.toISOString(),
    expires_at: found.expires_at.toISOString(),
  };
}
