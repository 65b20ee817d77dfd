import type { Delivery } from '@iama/contracts/job/delivery';
import { Evidence } from '@iama/contracts/job/evidence';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import type { ProposalSet } from '@iama/contracts/job/proposal';
import type { Spec } from '@iama/contracts/job/spec';
import { Patch } from '@iama/contracts/patch/patch';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';

export interface JobView {
  readonly job: Job | null;
  readonly events: readonly JobEvent[];
  readonly plans: ProposalSet | null;
  readonly spec: Spec | null;
  readonly delivery: { evidence: Evidence; patch: Patch } | null;
  readonly error: unknown;
}

const EMPTY: JobView = { job: null, events: [], plans: null, spec: null, delivery: null, error: null };

/** A job as it stands and as it goes on: the stream says when to look again, the resources say what there is. */
export function useJob(api: Client, jobId: string): JobView {
  const [view, setView] = useState<JobView>(EMPTY);
  useEffect(() => {
    const stop = new AbortController();
    const update = (part: Partial<JobView>) => setView((old) => ({ ...old, ...part }));
    const reload = () =>
      read(api, jobId, stop.signal).then(update, (error: unknown) => {
        if (!stop.signal.aborted) update({ error });
      });
    const follow = async () => {
      await reload();
      for await (const event of streamJobEvents(api, { job_id: jobId, signal: stop.signal })) {
        setView((old) => ({ ...old, events: [...old.events, event] }));
        if (event.type !== 'log_line') void reload();
      }
    };
    setView(EMPTY);
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) update({ error });
    });
    return () => stop.abort();
  }, [api, jobId]);
  return view;
}

async function read(api: Client, job_id: string, signal: AbortSignal): Promise<Partial<JobView>> {
  const params = { job_id };
  const [job, plans, spec, delivery] = await Promise.all([
    api.call('jobs.get', { params, signal }),
    absent(api.call('proposals.get', { params, signal })),
    absent(api.call('spec.get', { params, signal })),
    absent(api.call('delivery.get', { params, signal })),
  ]);
  return { job, plans, spec, delivery: delivery && (await absent(open(api, delivery, signal))), error: null };
}

async function open(api: Client, delivery: Delivery, signal: AbortSignal): Promise<JobView['delivery']> {
  const body = async (artifact_id: string) =>
    (await api.call('artifacts.get', { params: { job_id: delivery.job_id, artifact_id }, signal })).body;
  const [evidence, patch] = await Promise.all([body(delivery.evidence_artifact_id), body(delivery.patch_artifact_id)]);
  return { evidence: Evidence.parse(evidence), patch: Patch.parse(patch) };
}

/** What the job has not made yet, or what is not kept any more, is a normal answer here. */
async function absent<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError && (error.code === 'NOT_FOUND' || error.code === 'ARTIFACT_GONE')) return null;
    throw error;
  }
}
