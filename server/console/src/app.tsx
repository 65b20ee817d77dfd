import { createClient } from '@iama/client/create-client';
import { useEffect, useState } from 'preact/hooks';
import { JobList } from './jobs/job-list.tsx';
import { JobPage } from './jobs/job-page.tsx';
import { Problem } from './look/problem.tsx';
import { browserTokens } from './session/browser-tokens.ts';
import { SignIn } from './session/sign-in.tsx';
import { useSession } from './session/use-session.ts';
import { DevicePage } from './sign-in/device-page.tsx';
import { EditorPage } from './sign-in/editor-page.tsx';
import { UsagePage } from './usage/usage-page.tsx';

const api = createClient({ base_url: location.origin, tokens: browserTokens });

export function App() {
  const session = useSession(api);
  const { user, error } = session;
  if (user === 'asking') return null;
  return (
    <>
      <header class="bar">
        <a class="brand" href="/#/">
          IAMA
        </a>
        <a href="/api/docs">API</a>
        {user !== null && <a href="/#/usage">Usage</a>}
        {user !== null && (
          <span class="who row">
            {user.email}
            <button type="button" onClick={() => void session.signOut()}>
              Sign out
            </button>
          </span>
        )}
      </header>
      <main>
        <Problem error={error} />
        <Page user={user} signIn={session.signIn} />
      </main>
    </>
  );
}

/** Two pages have an address of their own, because other programs open them. */
function Page({ user, signIn }: { user: { email: string } | null; signIn: Parameters<typeof SignIn>[0]['onSubmit'] }) {
  const hash = useHash();
  if (location.pathname === '/sign-in/editor') return <EditorPage api={api} user={user} signIn={signIn} />;
  if (location.pathname === '/device') return <DevicePage api={api} user={user} signIn={signIn} />;
  if (user === null) return <SignIn onSubmit={signIn} />;
  if (hash === '#/usage') return <UsagePage api={api} />;
  const jobId = /^#\/jobs\/([0-9a-f-]{36})$/.exec(hash)?.[1];
  return jobId === undefined ? <JobList api={api} /> : <JobPage key={jobId} api={api} jobId={jobId} />;
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
