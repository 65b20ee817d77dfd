import { useRef, useState } from 'preact/hooks';
import { Problem } from '../look/problem.tsx';
import { Heading } from './heading.tsx';

export function TypeCode({ filled, onSubmit }: { filled: string; onSubmit: (user_code: string) => Promise<void> }) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const code = useRef<HTMLInputElement>(null);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await onSubmit(code.current?.value ?? '');
    } catch (cause) {
      setError(cause);
      setBusy(false);
      code.current?.focus();
    }
  }

  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <Heading text="Sign in a program" />
      <p class="quiet" id="code-hint">
        The eight letters that the other screen shows. Type only a code that you asked for yourself.
      </p>
      <label for="user-code">Code</label>
      <input
        ref={code}
        id="user-code"
        class="code"
        defaultValue={filled}
        placeholder="XXXX-XXXX"
        aria-describedby="code-hint"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={32}
        required
      />
      <Problem error={error} />
      <p>
        <button type="submit" class="first" disabled={busy}>
          Look it up
        </button>
      </p>
    </form>
  );
}
