import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { DecisionFlags } from '../job/decide-by-flags.ts';
import { answersOf } from '../job/repair-answers.ts';
import type { RepairAnswer } from '../job/repair-answers.ts';
import type { App } from './app.ts';
import { takeUp } from './resume.ts';

export interface InterveneOptions {
  readonly answer: RepairAnswer;
  readonly say: string | undefined;
  /** The price of a deep fix is accepted. */
  readonly confirm: boolean;
  /** Milliseconds for each suite; undefined: twice as many as before. */
  readonly test_timeout_ms: number | undefined;
  /** Tests and suites that took too long; none: all of them. */
  readonly test_ids: readonly string[];
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

async function send(client: Client, job_id: string, options: InterveneOptions): Promise<Job> {
  const { answer, say, confirm, test_timeout_ms, test_ids } = options;
  const params = { job_id };
  const said = say === undefined ? {} : { clarification: say };
  if (answer === 'deep_fix') {
    return await client.call('jobs.deep_fix', { params, body: { confirmed: confirm, ...said } });
  }
  const time = test_timeout_ms === undefined ? {} : { test_timeout_ms };
  const tests = test_ids.length === 0 ? {} : { test_ids: [...test_ids] };
  return await client.call('jobs.intervene', { params, body: { command: answer, ...said, ...time, ...tests } });
}

function notNow(job: Job, answer: string): CliError {
  const { state, accepted_events } = job;
  const may = answersOf(job);
  return new CliError(
    'ILLEGAL_TRANSITION',
    `The job is ${state}; ${answer} is no answer to that.`,
    may.length > 0 ? `Use --with ${may.join(' or --with ')}.` : 'See with `iama show <id>` what can be done now.',
    EXIT.failure,
    { data: { state, accepted_events } },
  );
}
