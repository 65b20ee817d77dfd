import type { Client } from '@iama/client/create-client';
import { EDITORS } from '@iama/contracts/auth/editor';
import type { HandoffTarget } from '@iama/contracts/auth/handoff';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../look/problem.tsx';
import { SignIn } from '../session/sign-in.tsx';
import { Consent } from './consent.tsx';
import { Heading } from './heading.tsx';
import { readRequest } from './read-request.ts';
import { withAnswer } from './with-answer.ts';

interface Props {
  readonly api: Client;
  readonly user: { readonly email: string } | null;
  readonly signIn: (email: string, password: string) => Promise<void>;
}

/** Signs an editor in: who asks, where it returns to, and only then a password or a consent. */
export function EditorPage({ api, user, signIn }: Props) {
  const [asked] = useState(() => readRequest(location.search));
  const [target, setTarget] = useState<HandoffTarget | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [left, setLeft] = useState<'continued' | 'cancelled' | null>(null);

  useEffect(() => {
    if (asked === null) return;
    api.call('auth.handoff_target', { query: { redirect_uri: asked.redirect_uri } }).then(setTarget, setError);
  }, [api, asked]);

  if (asked === null)
    return <Refused why="This address is not one that an editor makes, or a part of it is missing." />;
  if (error !== null && target === null) return <Refused error={error} />;
  if (target === null) return null;
  const name = EDITORS[target.editor ?? asked.client];
  if (left !== null) return <Left name={name} how={left} again={() => setLeft(null)} />;
  if (user === null) return <SignIn onSubmit={signIn} purpose={`to go on to ${name}`} />;

  const { state, ...request } = asked;
  // The server has found this address good; nothing else is ever navigated to.
  const leave = (answer: Record<string, string>) =>
    location.assign(withAnswer(asked.redirect_uri, { ...answer, state }));
  async function consent() {
    const { code } = await api.call('auth.handoff', { body: request });
    setLeft('continued');
    leave({ code });
  }
  function cancel() {
    setLeft('cancelled');
    leave({ error: 'access_denied' });
  }
  return <Consent name={name} target={target} email={user.email} onContinue={consent} onCancel={cancel} />;
}

function Refused({ why, error = null }: { why?: string; error?: unknown }) {
  return (
    <div class="card step">
      <Heading text="This sign-in cannot go on" />
      {why !== undefined && <p>{why} Start the sign-in from the editor again.</p>}
      <Problem error={error} />
    </div>
  );
}

function Left({ name, how, again }: { name: string; how: 'continued' | 'cancelled'; again: () => void }) {
  return (
    <div class="card step">
      <Heading text={how === 'continued' ? `Go back to ${name}` : 'Nothing was given'} />
      <p>
        {how === 'continued'
          ? 'If your browser asks whether it may open it, allow that. You can close this page then.'
          : `${name} was not signed in. You can close this page.`}
      </p>
      <p>
        <button type="button" onClick={again}>
          {how === 'continued' ? 'Nothing happened: try again' : 'Back to the question'}
        </button>
      </p>
    </div>
  );
}
