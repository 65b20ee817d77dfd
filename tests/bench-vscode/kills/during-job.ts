import { setTimeout as pause } from 'node:timers/promises';
import { processesOf } from '../desk/host-processes.ts';
import { reached, resultsOf, startJobInWindow, takeDecisions, tasksOf } from '../desk/jobs.ts';
import type { Quiet } from '../desk/quiet.ts';
import type { Victim } from './victim.ts';

export interface JobKills {
  readonly kills: number;
  readonly jobs: number;
  /** Jobs that ended otherwise than one that nobody disturbed. */
  readonly wrong: number;
  readonly lost_reviews: number;
  readonly orphans: number;
  readonly left_tests: number;
}

/** How many kills one job lives through before it is left to end. */
const KILLS_A_JOB = 3;
/** What is left of a killed run ends with the next one; a process that is still there after this stays. */
const GONE_MS = 10_000;

/** Kills at random moments of a job, several times in each; then the job has to end as if nothing had happened. */
export async function killDuringJob(
  victim: Victim,
  quiet: Quiet,
  kills: number,
  say: (line: string) => void,
): Promise<JobKills> {
  const { desk, random, undisturbed } = victim;
  const { client, page, vscode } = desk;
  let [done, jobs, wrong, lost_reviews, orphans] = [0, 0, 0, 0, 0];
  let job_ms = 4000;
  while (done < kills) {
    const job_id = await startJobInWindow(page, victim.probe(), client);
    await takeDecisions(client, job_id);
    const began = performance.now();
    for (let count = 0; count < KILLS_A_JOB && done < kills; count += 1) {
      await quiet.begin();
      await pause(random() * job_ms);
      await quiet.end();
      await victim.killAndReturn();
      orphans += await victim.orphans();
      done += 1;
    }
    const job = await reached(client, job_id, 'DELIVERED');
    const results = resultsOf(await tasksOf(client, job_id));
    jobs += 1;
    if (job.state !== 'DELIVERED' || results !== undisturbed) {
      wrong += 1;
      say(`job ${job_id} is ${job.state} (${job.failure?.code ?? 'no failure'}) with: ${results}`);
    }
    if (jobs === 1) job_ms = Math.min(job_ms, performance.now() - began);
    if (!(await victim.reviewIsThere())) lost_reviews += 1;
    say(`${done} kills during ${jobs} jobs, ${wrong} of them wrong`);
  }
  return { kills: done, jobs, wrong, lost_reviews, orphans, left_tests: await leftTests() };

  async function leftTests(): Promise<number> {
    const give_up_at = performance.now() + GONE_MS;
    for (;;) {
      const left = (await processesOf(vscode.home)).filter(({ command }) => /iama-runs|node --test/.test(command));
      if (left.length === 0 || performance.now() > give_up_at) return left.length;
      await pause(100);
    }
  }
}
