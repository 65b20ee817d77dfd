import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import type { Client } from '@iama/client/create-client';
import type { ControlPlane } from '../acceptance/control-plane.ts';
import { createSampleJob } from '../acceptance/sample-job.ts';
import { randomUUID } from 'node:crypto';
import { percentile } from './report.ts';
import type { Figure } from './report.ts';

const JOBS = 100;
const ROUNDS = 400;
const PAUSE_MS = 30;

interface Source {
  readonly job_id: string;
  readonly task_id: string;
  readonly lease_id: string;
}

/**
 * From the request that commits a log line until each stream of that job has it parsed: the request's own way to the
 * server is in the figure. The yardstick is the same product with one stream.
 */
export async function measureFanOut(plane: ControlPlane): Promise<Figure> {
  const { client } = await plane.newAccount();
  const sources = await Promise.all(Array.from({ length: JOBS }, () => openSource(client)));
  const alone = await measure(client, sources.slice(0, 1), 1);
  const crowd = await measure(client, sources, 1000);
  return {
    name: 'event committed → received, 1,000 streams, p99',
    value: percentile(crowd, 0.99),
    limit: 250,
    unit: 'ms',
    yardstick: { name: 'one stream', value: percentile(alone, 0.99) },
    samples: crowd.length,
  };
}

/** A started job whose first task is leased: each beat with a line of progress is an event. */
async function openSource(client: Client): Promise<Source> {
  const { id: job_id } = await createSampleJob(client);
  const params = { job_id };
  await client.call('jobs.start', { params });
  const { items } = await client.call('tasks.list', { params, query: { status: 'offered' } });
  const task_id = items[0]?.id ?? '';
  const body = { client_session_id: randomUUID() };
  const { lease_id } = await client.call('tasks.lease', { params: { job_id, task_id }, body });
  return { job_id, task_id, lease_id };
}

async function measure(client: Client, sources: readonly Source[], streams: number): Promise<number[]> {
  const stop = new AbortController();
  const latencies: number[] = [];
  let expected = 0;
  const seen = Promise.withResolvers<void>();
  const connected = Array.from({ length: streams }, (_, index) => {
    const source = sources[index % sources.length] as Source;
    return follow(client, source.job_id, stop.signal, (sent_at) => {
      latencies.push(performance.now() - sent_at);
      if (latencies.length === expected) seen.resolve();
    });
  });
  await Promise.all(connected.map(({ ready }) => ready));
  expected = (ROUNDS * streams) / sources.length;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { job_id, task_id, lease_id } = sources[round % sources.length] as Source;
    const params = { job_id, task_id };
    const body = { lease_id, progress: [`sent ${performance.now()}`] };
    await client.call('tasks.heartbeat', { params, body });
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS);
    });
  }
  await seen.promise;
  stop.abort();
  await Promise.all(connected.map(({ ended }) => ended));
  return latencies;
}

/** `ready` once everything that was there is read. */
function follow(client: Client, job_id: string, signal: AbortSignal, onLine: (sent_at: number) => void) {
  const ready = Promise.withResolvers<void>();
  const began = performance.now();
  const read = async () => {
    for await (const event of streamJobEvents(client, { job_id, signal })) {
      if (event.type === 'task_requested') ready.resolve();
      const sent = event.type === 'log_line' ? /^sent ([\d.]+)$/.exec(event.data.message)?.[1] : undefined;
      if (sent !== undefined && Number(sent) > began) onLine(Number(sent));
    }
  };
  return { ready: ready.promise, ended: read() };
}
