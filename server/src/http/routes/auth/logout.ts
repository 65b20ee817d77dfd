import { logOut } from '../../../app/auth/log-out.ts';
import { answer } from '../../handler.ts';

export const authLogout = answer('auth.logout', async ({ deps, body }) => {
  await logOut(deps.auth, body);
  return undefined;
});
