import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { decideByAsking } from '../job/decide-by-asking.ts';
import { decideByFlags } from '../job/decide-by-flags.ts';
import type { DecisionFlags } from '../job/decide-by-flags.ts';
import { driveJob } from '../job/drive-job.ts';
import { findWorkspace } from '../job/find-workspace.ts';
import { showDelivered } from '../job/show-delivered.ts';
import { tellServer } from '../job/tell-server.ts';
import { connect } from '../session/connect.ts';
import { STATE_WORDS } from '../views/state-words.ts';
import type { App } from './app.ts';
import { mendWorkspace } from './refactor.ts';

/** Take a job up again: after Ctrl-C, a kill, a lost network, or a decision that had to wait. */
export async function resume(app: App, job_id: string, flags: DecisionFlags): Promise<void> {
  await takeUp(app, job_id, flags, (_client, job) => Promise.resolve(job));
}

/**
 * Go on with a job from wherever it stands to its end. `begin` may move it first: it is called once the workspace was
 * found, so that no job is set going whose work cannot be done here.
 */
export async function takeUp(
  app: App,
  job_id: string,
  flags: DecisionFlags,
  begin: (client: Client, job: Job) => Promise<Job>,
): Promise<void> {
  const { terminal, folders } = app;
  const interrupt = app.takeInterrupts();
  const client = await connect(folders, terminal);
  const found = await client.call('jobs.get', { params: { job_id } });
  terminal.record({ type: 'job', job: found });
  terminal.line(`${terminal.paint.bold('Job')}  ${found.id}: ${STATE_WORDS[found.state]}`);
  const workspace = await findWorkspace(client, folders, found, app.cwd);
  await mendWorkspace(app, workspace);
  await tellServer(client, folders.data, job_id);
  const context = { client, terminal, folders, workspace, interrupt };
  const job = await begin(client, found);
  if (job.state === 'FAILED' || job.state === 'FALLBACK_REQUIRED') throw over(job_id, job.failure);
  const decider = terminal.interactive ? decideByAsking(flags) : decideByFlags(flags);
  const done = job.state === 'DELIVERED' ? job : await driveJob(context, decider, job_id, job.last_seq);
  await showDelivered(context, done);
}

function over(job_id: string, failure: { code: string; title: string; next: string } | null): CliError {
  return new CliError(
    failure?.code ?? 'JOB_ENDED',
    `The job has ended: ${failure?.title ?? 'it failed'}.`,
    failure?.next ?? 'Start another one with `iama refactor`.',
    EXIT.failure,
    { data: { job_id, failure } },
  );
}
