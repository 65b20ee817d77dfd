import type { Job } from '@iama/contracts/job/job';
import type { Spec as SpecBody } from '@iama/contracts/job/spec';
import { useState } from 'preact/hooks';
import { ClockTime } from '../look/clock-time.tsx';
import { Problem } from '../look/problem.tsx';
import { StatePill } from '../look/state-pill.tsx';
import type { Client } from '@iama/client/create-client';
import { Diff } from './diff.tsx';
import { EventLog } from './event-log.tsx';
import { Evidence } from './evidence.tsx';
import { Plans } from './plans.tsx';
import { Spec } from './spec.tsx';
import { useJob } from './use-job.ts';
import { targetWords } from './target-words.ts';

export function JobPage({ api, jobId }: { api: Client; jobId: string }) {
  const view = useJob(api, jobId);
  const [refused, setRefused] = useState<unknown>(null);
  const params = { job_id: jobId };

  // The stream brings the new state; a click only has to be accepted or refused.
  function act(call: Promise<unknown>) {
    setRefused(null);
    call.catch(setRefused);
  }

  const { job, plans, spec, delivery } = view;
  if (job === null) return <Problem error={view.error} />;
  return (
    <>
      <p>
        <a href="#/">All jobs</a>
      </p>
      <h1>
        {job.recipe_id} on {targetWords(job.target)}
      </h1>
      <Problem error={refused ?? view.error} />
      <Head
        job={job}
        onCancel={() => act(api.call('jobs.cancel', { params }))}
        onTerminate={() => act(api.call('jobs.force_terminate', { params }))}
      />
      {plans !== null && (
        <Plans
          job={job}
          plans={plans}
          onSelect={(level) => act(api.call('proposals.select', { params, body: { level } }))}
        />
      )}
      {spec !== null && (
        <Spec
          job={job}
          spec={spec}
          onApprove={() => act(api.call('spec.approve', { params, body: approvalOf(spec) }))}
        />
      )}
      {delivery !== null && <Evidence evidence={delivery.evidence} />}
      {delivery !== null && <Diff patch={delivery.patch} />}
      <EventLog events={view.events} />
    </>
  );
}

/** Whoever presses the button has both lists of the black box above it. */
function approvalOf({ revision_token, black_box }: SpecBody) {
  return { revision_token, ...(black_box && { accept_black_box: black_box.baseline_run_id }) };
}

function Head({ job, onCancel, onTerminate }: { job: Job; onCancel: () => void; onTerminate: () => void }) {
  return (
    <div class="card">
      <p class="row">
        <StatePill state={job.state} />
        {job.delivery_status !== 'none' && <span class="quiet">{job.delivery_status.replace('_', ' ')}</span>}
        <span class="quiet">
          started <ClockTime at={job.created_at} />
        </span>
        {job.accepted_events.includes('cancel') && (
          <button type="button" onClick={onCancel}>
            Cancel the job
          </button>
        )}
        {job.presence.status === 'grace' && job.accepted_events.includes('force_terminate') && (
          <button type="button" onClick={onTerminate}>
            End it now
          </button>
        )}
      </p>
      {job.presence.status === 'grace' && job.presence.grace_deadline_at !== null && (
        <p class="warn" role="status">
          The client that holds the source is missing. The job ends at{' '}
          <ClockTime at={job.presence.grace_deadline_at} precise /> unless it comes back:{' '}
          <code>iama resume {job.id}</code>
        </p>
      )}
      {job.failure !== null && (
        <p class="alert bad">
          <strong>{job.failure.title}.</strong> {job.failure.detail} {job.failure.next}
        </p>
      )}
      {job.state === 'DELIVERED' && job.delivery_status !== 'applied' && (
        <p>
          Apply it where the source is: <code>iama apply {job.id}</code>
        </p>
      )}
    </div>
  );
}
