import { resolve } from 'node:path';
import type { JobEvent } from '@iama/contracts/job/event';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import { writeSealed } from '@iama/runner/lock/bundle-folder';
import { jobBundle } from '@iama/runner/lock/job/job-bundle';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { fetchEvidence, fetchLastRun, fetchPatch } from '../job/fetch-artifact.ts';
import { fetchHistory } from '../job/fetch-history.ts';
import { findWorkspace } from '../job/find-workspace.ts';
import { connect } from '../session/connect.ts';
import { showEvidence } from '../views/evidence.ts';
import type { App } from './app.ts';

/** What stands behind a delivered diff; with `out` also as a bundle that anybody can check without us. */
export async function evidence(app: App, job_id: string, out: string | undefined): Promise<void> {
  const { terminal, folders, cwd } = app;
  const signal = app.takeInterrupts();
  const client = await connect(folders, terminal);
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  if (job.delivery_status === 'none') {
    throw new CliError(
      'NO_EVIDENCE',
      'This job has not delivered anything, so there is no evidence of it.',
      `See with \`iama show ${job_id}\` where it stands and what it left behind.`,
      EXIT.failure,
    );
  }
  const delivery = await client.call('delivery.get', { params });
  const found = await fetchEvidence(client, job_id, delivery.evidence_artifact_id);
  terminal.record(found);
  if (!terminal.json) showEvidence(terminal, found);
  if (out === undefined) return;
  const events: JobEvent[] = [];
  for await (const event of streamJobEvents(client, { job_id, after: 0, signal })) {
    events.push(event);
    if (event.seq >= job.last_seq) break;
  }
  const bundle = await jobBundle(
    {
      job_id,
      target: job.target,
      evidence: found,
      patch: await fetchPatch(client, job_id, delivery.patch_artifact_id),
      baseline: await fetchLastRun(client, job_id, 'baseline_run'),
      verification: await fetchLastRun(client, job_id, 'verification_run'),
      events,
      ...(await fetchHistory(client, job, delivery)),
    },
    await findWorkspace(client, folders, job, cwd),
    folders.data,
  );
  await writeSealed(resolve(cwd, out), bundle);
  terminal.line(`Written to ${out}; \`iama verify ${out}\` checks it.`);
}
