import { isSignedOut } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { User } from '@iama/contracts/auth/auth';
import { useEffect, useState } from 'preact/hooks';
import { joinSession, lendSession } from './join-session.ts';

export interface Session {
  /** Null: signed out. `asking`: it is not known yet. */
  readonly user: User | null | 'asking';
  /** Why it could not be found out. */
  readonly error: unknown;
  readonly signIn: (email: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

/** Who uses this tab. */
export function useSession(api: Client): Session {
  const [user, setUser] = useState<User | null | 'asking'>('asking');
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    whoIsThere(api).then(setUser, (cause: unknown) => {
      setUser(null);
      if (!isSignedOut(cause)) setError(cause);
    });
  }, [api]);

  const signed_in = user !== null && user !== 'asking';
  useEffect(() => (signed_in ? lendSession(api) : undefined), [api, signed_in]);

  return {
    user,
    error,
    async signIn(email, password) {
      const session = await api.call('auth.login', { body: { email, password } });
      await api.tokens.write(session.tokens);
      setError(null);
      setUser(session.user);
    },
    async signOut() {
      const tokens = await api.tokens.read();
      await api.tokens.clear();
      setUser(null);
      if (tokens !== null) await api.call('auth.logout', { body: { refresh_token: tokens.refresh_token } });
    },
  };
}

/** A new tab has no tokens; another one of the same person may help it to a session of its own. */
async function whoIsThere(api: Client): Promise<User | null> {
  if ((await api.tokens.read()) !== null) return await api.call('auth.me');
  return await joinSession(api);
}
