import { ApiError } from '@iama/client/api-error';
import { fetchAttempts } from '../job/fetch-attempts.ts';
import { fetchEvidence } from '../job/fetch-artifact.ts';
import { showWhyNothing } from '../job/show-delivered.ts';
import { tellServer } from '../job/tell-server.ts';
import { connect } from '../session/connect.ts';
import { wrapText } from '../terminal/wrap-text.ts';
import { showAttempts } from '../views/attempts.ts';
import { showEvidence } from '../views/evidence.ts';
import { showProfessional } from '../views/professional.ts';
import { STATE_WORDS } from '../views/state-words.ts';
import type { App } from './app.ts';

/** One job: where it stands, what it accepts, what it left behind. */
export async function show(app: App, job_id: string, options: { attempts: boolean }): Promise<void> {
  const { terminal, folders } = app;
  const { paint, width } = terminal;
  const client = await connect(folders, terminal);
  await tellServer(client, folders.data, job_id);
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  const { items: artifacts } = await client.call('artifacts.list', { params });
  const delivery = job.delivery_status === 'none' ? null : await client.call('delivery.get', { params });
  const evidence = delivery
    ? await fetchEvidence(client, job_id, delivery.evidence_artifact_id).catch(unless('ARTIFACT_GONE'))
    : null;
  const plans = await client.call('proposals.get', { params }).catch(unless('NOT_FOUND', 'ARTIFACT_GONE'));
  const attempts = options.attempts ? await fetchAttempts(client, job_id) : undefined;
  terminal.record({ job, artifacts, delivery, evidence, attempts, plans });
  if (terminal.json) return;
  const field = (name: string, value: string): void => terminal.line(`  ${paint.dim(name.padEnd(10))} ${value}`);
  terminal.line(`${paint.bold('Job')}  ${job.id}`);
  field('state', `${job.state}: ${STATE_WORDS[job.state]}`);
  field('recipe', job.recipe_id);
  field('target', job.target.kind === 'symbol' ? `${job.target.path}#${job.target.symbol}` : job.target.path);
  if (job.level) field('plan', job.level);
  field('made', job.created_at);
  if (job.deadline_at) field('until', job.deadline_at);
  if (job.presence.status === 'grace')
    field('client', `away; the job waits until ${job.presence.grace_deadline_at ?? '?'}`);
  if (delivery) field('delivery', delivery.status);
  if (job.failure) {
    field('failure', `${job.failure.code}: ${job.failure.title}`);
    for (const text of [job.failure.detail, job.failure.next].filter(Boolean)) {
      terminal.line(`             ${wrapText(text, width - 13).replaceAll('\n', '\n             ')}`);
    }
  }
  if (artifacts.length > 0) terminal.line('  left behind');
  for (const each of artifacts) {
    terminal.line(
      `    ${each.kind.padEnd(17)} ${String(each.bytes).padStart(8)} bytes  attempt ${each.attempt}${each.gone_at === null ? '' : ', gone'}`,
    );
  }
  const kept = artifacts.filter(({ gone_at }) => gone_at === null).map(({ expires_at }) => expires_at);
  if (kept.length > 0) field('kept until', kept.toSorted()[0]?.slice(0, 10) ?? '');
  if (plans) showProfessional(terminal, plans, job.level);
  if (evidence) showEvidence(terminal, evidence);
  if (attempts) showAttempts(terminal, attempts);
  await showWhyNothing({ client, terminal }, job);
  const commands = job.accepted_events.map((event) => HOW[event]).filter((each) => each !== undefined);
  if (commands.length > 0)
    terminal.line(`\nNow: ${[...new Set(commands)].map((each) => `${each} ${job.id}`).join('\n     ')}`);
}

/** A job of last month can still be looked at, and one that has not come so far. */
function unless(...codes: string[]): (error: unknown) => null {
  return (error) => {
    if (error instanceof ApiError && codes.includes(error.code ?? '')) return null;
    throw error;
  };
}

const HOW: Partial<Record<string, string>> = {
  start: 'iama resume',
  select_proposal: 'iama resume',
  edit_spec: 'iama spec --edit',
  approve_spec: 'iama resume',
  quarantine_tests: 'iama resume',
  retry: 'iama retry',
  increase_timeout: 'iama intervene --with increase_timeout',
  skip_or_quarantine_test: 'iama intervene --with skip_or_quarantine_test',
  continue_repair: 'iama intervene --with continue_repair',
  cancel: 'iama cancel',
  apply_delivery: 'iama apply',
  request_changes: 'iama request-changes',
  revert_delivery: 'iama revert',
};
