import type { HandoffCode, HandoffRequest } from '@iama/contracts/auth/handoff';
import type { CallbackPlaces } from '../../domain/sign-in/judge-redirect.ts';
import type { Actor } from '../actor.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import { auditSignIn } from './audit-sign-in.ts';
import { vetRedirect } from './vet-redirect.ts';

/** The browser goes on at once and the editor exchanges at once; RFC 6749 allows ten minutes, which nobody needs. */
const LIFETIME_MS = 60_000;

/** A code with which an editor may sign in as this person. REDIRECT_REFUSED. */
export async function issueHandoff(
  deps: AuthDeps,
  actor: Actor,
  { client, redirect_uri, code_challenge }: HandoffRequest,
  places: CallbackPlaces,
): Promise<HandoffCode> {
  const { address } = vetRedirect(redirect_uri, places);
  const { secrets, ids, clock, store } = deps;
  const code = secrets.next();
  const created_at = clock.now();
  const expires_at = new Date(created_at.getTime() + LIFETIME_MS);
  const { user_id } = actor;
  await store.transaction(async (tx) => {
    const bound = { user_id, client, code_challenge, redirect_uri };
    const record = { id: ids.next(), code_hash: secrets.hash(code), ...bound, created_at, expires_at };
    await tx.handoffs.add({ ...record, used_at: null, session_id: null });
    const data = { client, address };
    await auditSignIn(deps, tx, { at: created_at, user: actor, action: 'handoff.issued', data });
  });
  return { code, expires_at: expires_at.toISOString() };
}
