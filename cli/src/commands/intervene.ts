import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { DecisionFlags } from '../job/decide-by-flags.ts';
import type { App } from './app.ts';
import { takeUp } from './resume.ts';

export interface InterveneOptions {
  readonly answer: 'retry' | 'escalate' | 'deep_fix' | 'stop_repair';
  readonly say: string | undefined;
  /** The price of a deep fix is accepted. */
  readonly confirm: boolean;
}

/** Answer a repair that waits for a person, and do the work that follows. */
export async function intervene(
  app: App,
  job_id: string,
  options: InterveneOptions,
  flags: DecisionFlags,
): Promise<void> {
  await takeUp(app, job_id, flags, async (client, job) => {
    const { answer } = options;
    if (!job.accepted_events.includes(answer)) throw notNow(job, answer);
    const next = await send(client, job_id, options);
    app.terminal.record({ type: 'job', job: next });
    return next;
  });
}

async function send(client: Client, job_id: string, { answer, say, confirm }: InterveneOptions): Promise<Job> {
  const params = { job_id };
  const said = say === undefined ? {} : { clarification: say };
  if (answer === 'deep_fix') {
    return await client.call('jobs.deep_fix', { params, body: { confirmed: confirm, ...said } });
  }
  return await client.call('jobs.intervene', { params, body: { command: answer, ...said } });
}

function notNow({ state, accepted_events }: Job, answer: string): CliError {
  const may = accepted_events.filter((each) => ['retry', 'escalate', 'deep_fix', 'stop_repair'].includes(each));
  return new CliError(
    'ILLEGAL_TRANSITION',
    `The job is ${state}; ${answer} is no answer to that.`,
    may.length > 0 ? `Use --with ${may.join(' or --with ')}.` : 'See with `iama show <id>` what can be done now.',
    EXIT.failure,
    { data: { state, accepted_events } },
  );
}
