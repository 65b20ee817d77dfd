import type { Job } from '@iama/contracts/job/job';
import { bullet, wrapText } from '../terminal/wrap-text.ts';
import { showEvidence, unreachedNote } from '../views/evidence.ts';
import { showNothing } from '../views/nothing.ts';
import { fetchEvidence, fetchPatch } from './fetch-artifact.ts';
import type { JobContext } from './job-context.ts';

/** The end of a job for a person: evidence, size of the diff, and the three things to do with it. */
export async function showDelivered(context: Pick<JobContext, 'client' | 'terminal'>, job: Job): Promise<void> {
  const { client, terminal } = context;
  if (job.state !== 'DELIVERED') {
    terminal.record({ type: 'result', job, delivery: null, evidence: null });
    terminal.line(`\n${wrapText(job.failure?.detail ?? 'There is nothing to change.', terminal.width)}`);
    await showWhyNothing(context, job);
    return;
  }
  const delivery = await client.call('delivery.get', { params: { job_id: job.id } });
  const evidence = await fetchEvidence(client, job.id, delivery.evidence_artifact_id);
  terminal.record({ type: 'result', job, delivery, evidence });
  if (terminal.json) return;
  showEvidence(terminal, evidence);
  if (evidence.verdict === 'verified') {
    const set = await client.call('proposals.get', { params: { job_id: job.id } }).catch(() => null);
    const note = unreachedNote(set?.proposals.find((plan) => plan.level === evidence.level));
    if (note !== null) terminal.line(terminal.paint.yellow(bullet('!', note, terminal.width)));
  }
  const patch = await fetchPatch(client, job.id, delivery.patch_artifact_id);
  const { paint } = terminal;
  const lines = `${paint.green(`+${patch.lines_added}`)} ${paint.red(`-${patch.lines_removed}`)} lines`;
  const files = `${patch.files.length} file${patch.files.length === 1 ? '' : 's'}`;
  terminal.line();
  terminal.line(`${paint.bold('Ready')}  ${files}, ${lines}. Nothing on your disk has changed yet.`);
  terminal.line(`  see it     iama diff ${job.id}`);
  terminal.line(`  take it    iama apply ${job.id}`);
  terminal.line(`  take back  iama revert ${job.id}`);
}

/** The reasons of all plans, for a job that ended because none of them would change anything. */
export async function showWhyNothing(context: Pick<JobContext, 'client' | 'terminal'>, job: Job): Promise<void> {
  if (context.terminal.json || job.failure?.code !== 'NOTHING_TO_CHANGE') return;
  // A job that found out later, in its second attempt, has no set without a choice; the reasons are a courtesy.
  const set = await context.client.call('proposals.get', { params: { job_id: job.id } }).catch(() => null);
  if (set && set.recommended === null) showNothing(context.terminal, set);
}
