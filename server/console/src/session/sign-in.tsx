import { useRef, useState } from 'preact/hooks';
import { Problem } from '../look/problem.tsx';

interface Props {
  readonly onSubmit: (email: string, password: string) => Promise<void>;
  /** What the person came for, after "Sign in …". */
  readonly purpose?: string;
}

export function SignIn({ onSubmit, purpose }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await onSubmit(email.current?.value ?? '', password.current?.value ?? '');
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h1>Sign in</h1>
      {purpose !== undefined && <p>Sign in {purpose}.</p>}
      <p class="quiet">
        The first account's e-mail and password are printed by the command that started the control plane.
      </p>
      <label for="email">E-mail</label>
      <input ref={email} id="email" name="email" type="email" autocomplete="username" required />
      <label for="password">Password</label>
      <input ref={password} id="password" name="password" type="password" autocomplete="current-password" required />
      <Problem error={error} />
      <p>
        <button type="submit" class="first" disabled={busy}>
          Sign in
        </button>
      </p>
    </form>
  );
}
