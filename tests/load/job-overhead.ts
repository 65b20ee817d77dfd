import type { ControlPlane } from '../acceptance/control-plane.ts';
import { createSampleJob, goodMachine } from '../acceptance/sample-job.ts';
import { driveJob } from '../support/drive-job.ts';
import { percentile } from './report.ts';
import type { Figure } from './report.ts';

const JOBS = 20;
/** What a job asks of the server at the least: about this many requests one after another. */
const REQUESTS = 20;

/** A whole job over HTTP whose recipe and tests take no time: all that is left is ours. */
export async function measureJobOverhead(plane: ControlPlane): Promise<Figure> {
  const { client } = await plane.newAccount();
  const jobs: number[] = [];
  const bare: number[] = [];
  for (let index = 0; index < JOBS; index += 1) {
    const begun = performance.now();
    const { id } = await createSampleJob(client);
    const job = await driveJob(client, id, goodMachine);
    if (job.state !== 'DELIVERED') throw new Error(`The job ended in ${job.state}`);
    jobs.push(performance.now() - begun);
    const asked = performance.now();
    for (let request = 0; request < REQUESTS; request += 1) await client.call('jobs.get', { params: { job_id: id } });
    bare.push(performance.now() - asked);
  }
  return {
    name: 'server overhead of a whole job, p95',
    value: percentile(jobs, 0.95),
    limit: 1000,
    unit: 'ms',
    yardstick: { name: `${REQUESTS} reads of a job`, value: percentile(bare, 0.95) },
    samples: jobs.length,
  };
}
