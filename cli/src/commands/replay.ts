import { readReplay, stepOf } from '../job/read-replay.ts';
import { showReplayDetail, showReplayStep } from '../views/replay.ts';
import type { App } from './app.ts';

/** A job step by step, out of a bundle and nothing else: no network, no account. With `step`, that one in full. */
export async function replay({ terminal, cwd }: App, folder: string, number: number | undefined): Promise<void> {
  const { source, steps } = await readReplay(cwd, folder);
  const { job_id, job, receipts } = source;
  const shown = number === undefined ? steps : [stepOf(steps, number)];
  terminal.record({ job_id, job, steps: shown, receipts });
  if (terminal.json) return;
  const what = job === null ? '' : `  ${job.goal ?? job.recipe_id} on ${job.target.path}`;
  terminal.line(`${terminal.paint.bold('Job')}  ${job_id}${what}`);
  for (const step of shown) {
    showReplayStep(terminal, step);
    showReplayDetail(terminal, step, number !== undefined);
  }
  if (number === undefined) terminal.line(`\nOne step in full: iama replay ${folder} --step <number>`);
}
