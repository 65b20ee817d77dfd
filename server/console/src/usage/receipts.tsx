import type { Client } from '@iama/client/create-client';
import type { KeptReceipt } from '@iama/contracts/job/history';
import { useState } from 'preact/hooks';
import { Problem } from '../look/problem.tsx';
import { usd } from './usage-words.ts';

/** What each call of a model was for one job, when somebody asks for it. */
export function Receipts({ api, jobId }: { api: Client; jobId: string }) {
  const [receipts, setReceipts] = useState<readonly KeptReceipt[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const place = `receipts-${jobId}`;

  function toggle() {
    if (receipts !== null) return setReceipts(null);
    setError(null);
    const asked = api.call('usage.receipts', { params: { job_id: jobId } });
    asked.then(({ items }) => setReceipts(items), setError);
  }

  return (
    <>
      <button
        type="button"
        aria-expanded={receipts !== null}
        aria-controls={place}
        aria-label={`Receipts of job ${jobId.slice(-6)}`}
        onClick={toggle}
      >
        {receipts === null ? 'Show' : 'Hide'}
      </button>
      <div id={place}>
        <Problem error={error} />
        {receipts?.length === 0 && <p class="quiet">No model was asked.</p>}
        {receipts !== null && receipts.length > 0 && (
          <ol class="plain">
            {receipts.map(({ body, sha256 }) => (
              <li key={body.call_id}>
                {body.stage.replaceAll('_', ' ')}, {body.model_class}: {body.served_model ?? body.routed_model},{' '}
                {body.outcome}
                <span class="quiet">
                  {body.usage && `, ${body.usage.input} tokens in, ${body.usage.output} out`}
                  {body.cost_nano_usd !== null && `, ${usd(body.cost_nano_usd)}`}, <code>{sha256.slice(0, 12)}…</code>
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </>
  );
}
