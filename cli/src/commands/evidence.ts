import { resolve } from 'node:path';
import type { JobEvent } from '@iama/contracts/job/event';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import { writeSealed } from '@iama/runner/lock/bundle-folder';
import { jobBundle } from '@iama/runner/lock/job/job-bundle';
import { describeBundle } from '../job/describe-bundle.ts';
import { findWorkspace } from '../job/find-workspace.ts';
import { connect } from '../session/connect.ts';
import { showEvidence } from '../views/evidence.ts';
import { showUndelivered } from '../views/undelivered.ts';
import type { App } from './app.ts';

/**
 * What stands behind a delivered diff, or what is known of a job that failed; with `out` also as a bundle that anybody can check
 * without us.
 */
export async function evidence(app: App, job_id: string, out: string | undefined): Promise<void> {
  const { terminal, folders, cwd } = app;
  const signal = app.takeInterrupts();
  const client = await connect(folders, terminal);
  const job = await client.call('jobs.get', { params: { job_id } });
  const { evidence: found, rest } = await describeBundle(client, job);
  terminal.record(found);
  if (!terminal.json) {
    if ('outcome' in found) showUndelivered(terminal, found);
    else showEvidence(terminal, found);
  }
  if (out === undefined) return;
  const events: JobEvent[] = [];
  for await (const event of streamJobEvents(client, { job_id, after: 0, signal })) {
    events.push(event);
    if (event.seq >= job.last_seq) break;
  }
  const bundle = await jobBundle(
    { job_id, target: job.target, evidence: found, events, ...(await rest()) },
    await findWorkspace(client, folders, job, cwd),
    folders.data,
  );
  await writeSealed(resolve(cwd, out), bundle);
  terminal.line(`Written to ${out}; \`iama verify ${out}\` checks it.`);
}
