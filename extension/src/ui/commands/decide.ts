import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { l10n, window } from 'vscode';
import type { Parts } from '../parts.ts';
import { openSpec } from './approve-spec.ts';
import { sendDecision } from './send-decision.ts';

/** Put the question that a job waits with. What may be answered is what the control plane says. */
export async function decide(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const job = await client.call('jobs.get', { params: { job_id } });
  parts.center.learn(job);
  const accepts = (command: Job['accepted_events'][number]): boolean => job.accepted_events.includes(command);
  if (accepts('select_proposal')) await parts.plans.show(job);
  else if (accepts('approve_spec')) await openSpec(job_id);
  else if (accepts('quarantine_tests')) await decideBaseline(parts, client, job);
}

async function decideBaseline({ center }: Parts, client: Client, job: Job): Promise<void> {
  const params = { job_id: job.id };
  const { items } = await client.call('artifacts.list', { params, query: { kind: 'baseline_run' } });
  const last = items.at(-1);
  const artifact = last && (await client.call('artifacts.get', { params: { ...params, artifact_id: last.id } }));
  const run = artifact ? TestRun.parse(artifact.body) : null;
  const failing = run?.suites.flatMap((suite) => suite.cases).filter((each) => each.status === 'failed') ?? [];
  const leaveOut = l10n.t('Leave {0} Failing Tests Out', failing.length);
  const cancel = l10n.t('Cancel the Job');
  const answer = await window.showWarningMessage(
    job.failure?.title ?? l10n.t('Tests fail before anything is changed.'),
    {
      modal: true,
      detail: [job.failure?.detail, ...failing.slice(0, 10).map((each) => each.name)].filter(Boolean).join('\n'),
    },
    ...(failing.length > 0 ? [leaveOut] : []),
    cancel,
  );
  if (answer === leaveOut) {
    const body = { test_ids: failing.map((each) => each.id) };
    await sendDecision(
      center,
      client,
      job.id,
      client.call('jobs.quarantine_tests', { params, body, repeatable: true }),
    );
  } else if (answer === cancel)
    await sendDecision(center, client, job.id, client.call('jobs.cancel', { params, repeatable: true }));
}
