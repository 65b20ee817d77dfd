import { isSignedOut } from '@iama/client/api-error';
import { createClient } from '@iama/client/create-client';
import type { User } from '@iama/contracts/auth/auth';
import { useEffect, useState } from 'preact/hooks';
import { JobList } from './jobs/job-list.tsx';
import { JobPage } from './jobs/job-page.tsx';
import { Problem } from './look/problem.tsx';
import { browserTokens } from './session/browser-tokens.ts';
import { SignIn } from './session/sign-in.tsx';

const api = createClient({ base_url: location.origin, tokens: browserTokens });

export function App() {
  const [user, setUser] = useState<User | null | 'asking'>('asking');
  const [error, setError] = useState<unknown>(null);
  const path = useHash();

  useEffect(() => {
    api.call('auth.me').then(setUser, (cause: unknown) => {
      setUser(null);
      if (!isSignedOut(cause)) setError(cause);
    });
  }, []);

  async function signIn(email: string, password: string) {
    const session = await api.call('auth.login', { body: { email, password } });
    await browserTokens.write(session.tokens);
    setError(null);
    setUser(session.user);
  }

  async function signOut() {
    const tokens = await browserTokens.read();
    await browserTokens.clear();
    setUser(null);
    if (tokens !== null) await api.call('auth.logout', { body: { refresh_token: tokens.refresh_token } });
  }

  if (user === 'asking') return null;
  const jobId = /^#\/jobs\/([0-9a-f-]{36})$/.exec(path)?.[1];
  return (
    <>
      <header class="bar">
        <a class="brand" href="#/">
          IAMA
        </a>
        <a href="/api/docs">API</a>
        {user !== null && (
          <span class="who row">
            {user.email}
            <button type="button" onClick={() => void signOut()}>
              Sign out
            </button>
          </span>
        )}
      </header>
      <main>
        <Problem error={error} />
        {user === null && <SignIn onSubmit={signIn} />}
        {user !== null && jobId === undefined && <JobList api={api} />}
        {user !== null && jobId !== undefined && <JobPage key={jobId} api={api} jobId={jobId} />}
      </main>
    </>
  );
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return hash;
}
