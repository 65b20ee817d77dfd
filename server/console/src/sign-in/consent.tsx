import type { HandoffTarget } from '@iama/contracts/auth/handoff';
import { useState } from 'preact/hooks';
import { Problem } from '../look/problem.tsx';
import { Heading } from './heading.tsx';

const WARNING: Record<HandoffTarget['kind'], string | null> = {
  app: null,
  loopback: 'Any program on this machine can listen at such an address. Continue only if you have just started this.',
  website: 'Whoever runs this host can use the session. Continue only if you know it, and have just started this.',
};

interface Props {
  readonly name: string;
  readonly target: HandoffTarget;
  readonly email: string;
  readonly onContinue: () => Promise<void>;
  readonly onCancel: () => void;
}

/** The question, with everything that an honest answer needs. */
export function Consent({ name, target, email, onContinue, onCancel }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const warning = WARNING[target.kind];

  async function proceed() {
    setBusy(true);
    try {
      await onContinue();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <div class="card step">
      <Heading
        text={target.kind === 'app' ? `Sign ${name} in?` : `Sign ${name} in at ${new URL(target.address).host}?`}
      />
      <dl class="facts">
        <dt>Editor</dt>
        <dd>{name}</dd>
        <dt>Returns to</dt>
        <dd>
          <code>{target.address}</code>
        </dd>
        <dt>As</dt>
        <dd>{email}</dd>
      </dl>
      {warning !== null && <p class="warn">{warning}</p>}
      <p class="quiet">It may then start jobs and read their results in your name, until you sign it out there.</p>
      <Problem error={error} />
      <p class="row">
        <button type="button" class="first" disabled={busy} onClick={() => void proceed()}>
          Continue
        </button>
        <button type="button" disabled={busy} onClick={onCancel}>
          Cancel
        </button>
      </p>
    </div>
  );
}
