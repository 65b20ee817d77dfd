import type { Figure } from '../bench-engine/figure.ts';
import { counted } from './counted.ts';
import { askProbe } from './desk/ask-probe.ts';
import { isExecutor, processesOf } from './desk/host-processes.ts';
import { reached, resultsOf, startJobInWindow, takeDecisions, tasksOf } from './desk/jobs.ts';
import { openDesk } from './desk/open-desk.ts';
import { watchQuiet } from './desk/quiet.ts';
import { decideModule, openReviewOf, showsDecisions, untilActive } from './desk/review-steps.ts';

/** Modules whose hunk is decided, in turn. */
const DECIDED = 4;

/**
 * Reloads the window while a review with decisions stands open and another job runs. Before each reload one decision is
 * taken anew; the reload comes as soon as the view shows it.
 */
export async function measureReloads(reloads: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const desk = await openDesk({ repository: { modules: 6, test_ms: 3000 } });
  try {
    const { page, client, vscode } = desk;
    let probe = await askProbe(vscode.home);
    const reviewed = await startJobInWindow(page, probe, client);
    await takeDecisions(client, reviewed);
    await reached(client, reviewed, 'DELIVERED');
    const undisturbed = resultsOf(await tasksOf(client, reviewed));
    const quiet = await watchQuiet(page, desk.folder);
    const accepted = new Map(Array.from({ length: DECIDED }, (_, part) => [part, true]));
    await openReviewOf(page, probe, reviewed);

    let running: string | null = null;
    let [lost, during_job, jobs, wrong_jobs, most_executors] = [0, 0, 0, 0, 0];
    const close = async (job_id: string) => {
      const job = await reached(client, job_id, 'DELIVERED');
      const results = resultsOf(await tasksOf(client, job_id));
      jobs += 1;
      if (job.state === 'DELIVERED' && results === undisturbed) return;
      wrong_jobs += 1;
      say(`job ${job_id} is ${job.state} (${job.failure?.code ?? 'no failure'}) with: ${results}`);
    };
    for (let count = 0; count < reloads; count += 1) {
      if (running !== null && (await isOver(running))) {
        await close(running);
        running = null;
      }
      if (running === null) {
        running = await startJobInWindow(page, probe, client);
        await takeDecisions(client, running);
      }
      await quiet.begin();
      const part = count % DECIDED;
      const accept = !accepted.get(part);
      await decideModule(page, part, accept);
      accepted.set(part, accept);
      await quiet.end();
      if (!(await isOver(running))) during_job += 1;
      await desk.reload();
      probe = await askProbe(vscode.home, probe.pid);
      await untilActive(probe);
      await openReviewOf(page, probe, reviewed);
      if (!(await showsDecisions(page, accepted))) lost += 1;
      most_executors = Math.max(most_executors, (await processesOf(vscode.home)).filter(isExecutor).length);
      if ((count + 1) % 10 === 0) say(`${count + 1} reloads, ${during_job} while a job ran, ${lost} reviews lost`);
    }
    if (running !== null) await close(running);
    const samples = { samples: reloads };
    return [
      counted('reloads after which the review was another', lost, 0, 'reloads', samples),
      counted('reloads while no job ran', reloads - during_job, Math.floor(reloads / 4), 'reloads', samples),
      counted('jobs that did not deliver, or whose tasks were not those of an undisturbed job', wrong_jobs, 0, 'jobs', {
        samples: jobs,
        detail: `undisturbed: ${undisturbed}`,
      }),
      counted('executors at once', most_executors, 1, 'processes', samples),
      ...(await quiet.figures()),
    ];

    async function isOver(job_id: string): Promise<boolean> {
      return (await client.call('jobs.get', { params: { job_id } })).ended_at !== null;
    }
  } finally {
    await desk.close();
  }
}
