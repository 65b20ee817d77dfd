import type { Client } from '@iama/client/create-client';
import type { DeviceRequest } from '@iama/contracts/auth/device';
import { useState } from 'preact/hooks';
import { SignIn } from '../session/sign-in.tsx';
import { DeviceQuestion } from './device-question.tsx';
import { Heading } from './heading.tsx';
import { TypeCode } from './type-code.tsx';

interface Props {
  readonly api: Client;
  readonly user: { readonly email: string } | null;
  readonly signIn: (email: string, password: string) => Promise<void>;
}

/** Confirms a program on another screen: the code, who asks, yes or no. */
export function DevicePage({ api, user, signIn }: Props) {
  const [found, setFound] = useState<DeviceRequest | null>(null);
  const [decided, setDecided] = useState<'approve' | 'deny' | null>(null);

  if (user === null) return <SignIn onSubmit={signIn} purpose="to confirm the program on the other screen" />;
  if (decided !== null) {
    return (
      <div class="card step">
        <Heading text={decided === 'approve' ? 'It is signed in' : 'It was refused'} />
        <p>{decided === 'approve' ? 'Go back to the other screen; it goes on by itself.' : 'Nothing was given.'}</p>
      </div>
    );
  }
  if (found === null) {
    const find = async (user_code: string) => setFound(await api.call('auth.device_find', { body: { user_code } }));
    // A code in the address is filled in and never sent by itself: somebody else may have made that address.
    return <TypeCode filled={new URLSearchParams(location.search).get('user_code') ?? ''} onSubmit={find} />;
  }
  async function decide(user_code: string, decision: 'approve' | 'deny') {
    await api.call('auth.device_decide', { body: { user_code, decision } });
    setDecided(decision);
  }
  return (
    <DeviceQuestion request={found} email={user.email} onDecide={(decision) => decide(found.user_code, decision)} />
  );
}
