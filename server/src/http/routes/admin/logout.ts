import { answer } from '../../handler.ts';

export const adminLogout = answer('admin.logout', async ({ deps, actor }) => {
  await deps.auth.admins.endSession(actor.token_hash, deps.auth.clock.now());
  return undefined;
});
