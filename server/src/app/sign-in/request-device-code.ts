import type { DeviceAuthorization, DeviceClient } from '@iama/contracts/auth/device';
import { showUserCode, userCodeFrom } from '../../domain/sign-in/user-code.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';

const LIFETIME_S = 600;
const INTERVAL_S = 5;

/** A code for a person to type on another screen, at `origin`, and the program's own to poll with. */
export async function requestDeviceCode(
  deps: AuthDeps,
  client: DeviceClient,
  origin: string,
): Promise<DeviceAuthorization> {
  const { secrets, ids, clock, store } = deps;
  const device_code = secrets.next();
  const created_at = clock.now();
  const grant = {
    id: ids.next(),
    device_code_hash: secrets.hash(device_code),
    client,
    status: 'pending',
    user_id: null,
    interval_s: INTERVAL_S,
    polled_at: null,
    created_at,
    expires_at: new Date(created_at.getTime() + LIFETIME_S * 1000),
    session_id: null,
  } as const;
  for (;;) {
    const user_code = userCodeFrom(secrets.hash(secrets.next()));
    // Another one has the same letters: as likely as guessing one, so the next throw will do.
    if (user_code === null || !(await store.transaction((tx) => tx.device_grants.add({ ...grant, user_code }))))
      continue;
    const shown = showUserCode(user_code);
    return {
      device_code,
      user_code: shown,
      verification_uri: `${origin}/device`,
      verification_uri_complete: `${origin}/device?user_code=${shown}`,
      expires_in_s: LIFETIME_S,
      interval_s: INTERVAL_S,
    };
  }
}
