import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import type { Task } from '@iama/contracts/task/task';
import type { Page } from 'playwright-core';
import { answerDialog } from '../../vscode/harness/answer-dialog.ts';
import { agreeIfAsked, chooseProfileIfAsked } from '../../vscode/harness/job-steps.ts';
import { chooseItem, quickItem } from '../../vscode/harness/run-command.ts';
import type { Probe } from './ask-probe.ts';

const RECIPE = 'unused-code';
const LOOK_MS = 100;
/** Tests run several times in a job, on a busy machine. */
const LIMIT_MS = 180_000;

/** A job on the open folder, started in the window as a person does. Resolves with its id. */
export async function startJobInWindow(page: Page, probe: Probe, client: Client): Promise<string> {
  const before = new Set((await newest(client)).map(({ id }) => id));
  void probe.command('iama.refactor').catch(() => undefined);
  await quickItem(page, RECIPE).first().waitFor();
  await chooseItem(page, RECIPE);
  await chooseProfileIfAsked(page);
  await answerDialog(page, 'Start the Job');
  await agreeIfAsked(page);
  for (;;) {
    const made = (await newest(client)).find((job) => !before.has(job.id));
    if (made) return made.id;
    await pause(LOOK_MS);
  }
}

async function newest(client: Client): Promise<readonly Job[]> {
  return (await client.call('jobs.list', { query: { limit: 10 } })).items;
}

/** Resolves with the job once it is in one of these states, or has ended. */
export async function reached(client: Client, job_id: string, ...states: readonly Job['state'][]): Promise<Job> {
  const give_up_at = performance.now() + LIMIT_MS;
  for (;;) {
    const job = await client.call('jobs.get', { params: { job_id } });
    if (states.includes(job.state) || job.ended_at !== null) return job;
    if (performance.now() > give_up_at) throw new Error(`${job_id} is still ${job.state} after ${LIMIT_MS} ms.`);
    await pause(LOOK_MS);
  }
}

/** Both decisions of a job, as somebody takes them in another window: that is not what is measured. */
export async function takeDecisions(client: Client, job_id: string): Promise<void> {
  const params = { job_id };
  await reached(client, job_id, 'WAITING_STRATEGY');
  await client.call('proposals.select', { params, body: { level: 'COMPREHENSIVE' }, repeatable: true }).catch(passed);
  await reached(client, job_id, 'WAITING_SPEC_APPROVAL');
  const { revision_token } = await client.call('spec.get', { params });
  await client.call('spec.approve', { params, body: { revision_token }, repeatable: true }).catch(passed);
}

/** It had arrived before. */
function passed(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'ILLEGAL_TRANSITION') throw error;
}

/** What was done for a job: each task once, in the order in which they were asked for. */
export async function tasksOf(client: Client, job_id: string): Promise<readonly Task[]> {
  const { items } = await client.call('tasks.list', { params: { job_id }, query: {} });
  return items.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
}

/** Kinds of the tasks whose results the job took: an undisturbed job is the yardstick of a disturbed one. */
export function resultsOf(tasks: readonly Task[]): string {
  return tasks.flatMap(({ kind, status }) => (status === 'completed' ? [kind] : [])).join(' ');
}
