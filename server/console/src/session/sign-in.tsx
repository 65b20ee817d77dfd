import { useState } from 'preact/hooks';
import { Problem } from '../look/problem.tsx';

export function SignIn({ onSubmit }: { onSubmit: (email: string, password: string) => Promise<void> }) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    try {
      await onSubmit(String(fields.get('email')), String(fields.get('password')));
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h1>Sign in</h1>
      <p class="quiet">
        The first account's e-mail and password are printed by the command that started the control plane.
      </p>
      <label for="email">E-mail</label>
      <input id="email" name="email" type="email" autocomplete="username" required />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <Problem error={error} />
      <p>
        <button type="submit" class="first" disabled={busy}>
          Sign in
        </button>
      </p>
    </form>
  );
}
