import type { DeviceRequest } from '@iama/contracts/auth/device';
import { DEVICE_CLIENTS } from '@iama/contracts/auth/device';
import { useState } from 'preact/hooks';
import { ClockTime } from '../look/clock-time.tsx';
import { Problem } from '../look/problem.tsx';
import { Heading } from './heading.tsx';

interface Props {
  readonly request: DeviceRequest;
  readonly email: string;
  readonly onDecide: (decision: 'approve' | 'deny') => Promise<void>;
}

export function DeviceQuestion({ request, email, onDecide }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const name = DEVICE_CLIENTS[request.client];

  async function decide(decision: 'approve' | 'deny') {
    setBusy(true);
    try {
      await onDecide(decision);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <div class="card step">
      <Heading text={`Sign in ${name}?`} />
      <dl class="facts">
        <dt>Program</dt>
        <dd>{name}</dd>
        <dt>Code</dt>
        <dd>
          <code>{request.user_code}</code>
        </dd>
        <dt>Asked</dt>
        <dd>
          <ClockTime at={request.requested_at} />
        </dd>
        <dt>As</dt>
        <dd>{email}</dd>
      </dl>
      <p class="warn">Approve only if you started this yourself and your other screen shows the same code.</p>
      <Problem error={error} />
      <p class="row">
        <button type="button" class="first" disabled={busy} onClick={() => void decide('approve')}>
          Approve
        </button>
        <button type="button" disabled={busy} onClick={() => void decide('deny')}>
          Refuse
        </button>
      </p>
    </div>
  );
}
