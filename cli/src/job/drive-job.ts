import { ApiError } from '@iama/client/api-error';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import type { Spec } from '@iama/contracts/job/spec';
import type { EditSpec } from '@iama/contracts/job/spec-edit';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import type { ArtifactKind } from '@iama/contracts/job/artifact';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { eventText } from '../views/event-line.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { failureError } from '../views/failure.ts';
import { showBlackBoxQuestion } from '../views/black-box-facts.ts';
import { showWeakLock } from '../views/lock-card.ts';
import { showPlans } from '../views/plans.ts';
import { showSpec } from '../views/spec.ts';
import { staleLines } from '../views/stale.ts';
import { showTestRun } from '../views/test-run.ts';
import { clientSession } from '@iama/runner/records/client-session';
import type { Decider } from './decider.ts';
import { quarantinable } from './quarantinable.ts';
import { fetchLastRun, fetchRun } from './fetch-artifact.ts';
import { findStale } from './find-stale.ts';
import { followJob } from './follow-job.ts';
import { interruptedError } from './interrupted-error.ts';
import type { JobContext } from './job-context.ts';
import { createStatusLine } from './status-line.ts';

const QUARANTINE_ROUNDS = 3;

/**
 * Take a job from wherever it stands to its end, doing its work and putting its questions to `decider`.
 * Returns the delivered job, or one that had nothing to change. Throws CliError for every other end; the job is kept
 * unless it failed. Events after `after` are shown.
 */
export async function driveJob(context: JobContext, decider: Decider, job_id: string, after: number): Promise<Job> {
  const { client, terminal, interrupt } = context;
  const params = { job_id };
  const status = createStatusLine(terminal);
  let shown = Promise.resolve();
  const session = await clientSession(context.folders.data, job_id, client.runtime.uuid());
  const followed = followJob(context, job_id, session, after, status, (event) => {
    shown = shown.then(() => show(event));
  });
  let quarantined = 0;
  try {
    for (;;) {
      await followed.changed();
      if (interrupt.aborted) throw interruptedError(job_id);
      const job = await client.call('jobs.get', { params });
      await shown;
      const end = await step(job);
      if (end) return end;
    }
  } catch (error) {
    if (error instanceof CliError && error.code === 'INTERRUPTED') throw interruptedError(job_id);
    throw error instanceof CliError ? error.about(job_id) : error;
  } finally {
    status.begin(null);
    await followed.close();
  }

  async function step(job: Job): Promise<Job | null> {
    if (job.state === 'DELIVERED') return job;
    if (job.state === 'FAILED' || job.state === 'FALLBACK_REQUIRED') {
      if (job.failure?.code === 'NOTHING_TO_CHANGE' || !job.failure) return job;
      throw failureError(job_id, job.failure);
    }
    const accepts = (command: (typeof job.accepted_events)[number]): boolean => job.accepted_events.includes(command);
    if (accepts('start')) await unlessMovedOn(client.call('jobs.start', { params }));
    else if (accepts('select_proposal')) await choosePlan();
    else if (accepts('approve_spec')) await approveSpec();
    else if (accepts('quarantine_tests')) await decideBaseline(job);
    else if (job.state === 'WAITING_INTERVENTION' || job.state === 'WAITING_ESCALATION_DECISION')
      await decideRepair(job);
    return null;
  }

  async function choosePlan(): Promise<void> {
    const set = await client.call('proposals.get', { params });
    status.begin(null);
    terminal.record({ type: 'proposals', ...set });
    showPlans(terminal, set);
    const level = await decider.choosePlan(set);
    terminal.line(`\nPlan: ${terminal.paint.bold(level)}`);
    const { fast_track } = decider;
    const chosen = await unlessMovedOn(client.call('proposals.select', { params, body: { level, fast_track } }));
    if (chosen && fast_track)
      terminal.line(`Its specification is written and agreed to; \`iama spec ${job_id}\` shows it.`);
  }

  async function approveSpec(): Promise<void> {
    const stands = await client.call('spec.get', { params });
    const wished = stands.weak_lock || stands.black_box ? null : (decider.wishedSpec?.(stands) ?? null);
    const spec = wished === null ? stands : await client.call('spec.edit', { params, body: editOf(stands, wished) });
    status.begin(null);
    const stale = await findStale(context.workspace, spec);
    terminal.record({ type: 'spec', ...spec, stale });
    if (spec.weak_lock) {
      showWeakLock(terminal, spec.weak_lock);
      await decider.acceptWeakLock(spec.weak_lock);
    } else if (spec.black_box) {
      showBlackBoxQuestion(terminal, spec.black_box);
      await decider.acceptBlackBox(spec.black_box);
    } else {
      showSpec(terminal, spec);
      for (const line of staleLines(stale)) terminal.line(terminal.paint.yellow(bullet('!', line, terminal.width)));
      await decider.approveSpec(spec);
    }
    terminal.line();
    const read = spec.black_box && { accept_black_box: spec.black_box.baseline_run_id };
    const body = { revision_token: spec.revision_token, ...read };
    await unlessMovedOn(client.call('spec.approve', { params, body }));
  }

  async function decideBaseline(job: Job): Promise<void> {
    const run = await fetchLastRun(client, job_id, 'baseline_run');
    const test_ids = run ? quarantinable(run) : [];
    status.begin(null);
    const decision = await decider.afterFailedBaseline(job, test_ids);
    if (decision === 'quarantine' && quarantined < QUARANTINE_ROUNDS) {
      quarantined += 1;
      terminal.line(`Left out of the comparison by name: ${test_ids.length}. The baseline runs again.`);
      await unlessMovedOn(client.call('jobs.quarantine_tests', { params, body: { test_ids } }));
      return;
    }
    if (decision === 'increase_timeout' || decision === 'skip_or_quarantine_test') {
      await unlessMovedOn(client.call('jobs.intervene', { params, body: { command: decision } }));
      return;
    }
    if (decision === 'cancel') {
      await unlessMovedOn(client.call('jobs.cancel', { params }));
      return;
    }
    throw failedBaseline(job, test_ids);
  }

  async function decideRepair(job: Job): Promise<void> {
    status.begin(null);
    const decided = await decider.answerRepair(job);
    const said = decided.say === null ? {} : { clarification: decided.say };
    const { command } = decided;
    const sent =
      command === 'deep_fix'
        ? client.call('jobs.deep_fix', { params, body: { confirmed: true, ...said } })
        : client.call('jobs.intervene', { params, body: { command, ...said } });
    await unlessMovedOn(sent);
  }

  /** Somebody else may have decided in another window: then the next look at the job says what is to do. */
  async function unlessMovedOn(call: Promise<unknown>): Promise<boolean> {
    try {
      await call;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || !['ILLEGAL_TRANSITION', 'SPEC_REVISION_CONFLICT'].includes(error.code))
        throw error;
      terminal.remark(`${error.code}: ${error.message} Looking at the job again.`);
      return false;
    }
  }

  /** One after the other, in the order of the log, although some have to be fetched first. */
  async function show(event: JobEvent): Promise<void> {
    if (terminal.json) return;
    if (isWorthALine(event)) terminal.line(terminal.paint.dim(`  ${eventText(event)}`));
    const title = event.type === 'artifact_ready' ? RUNS[event.data.kind as ArtifactKind] : undefined;
    if (event.type !== 'artifact_ready' || !title) return;
    // A table that cannot be fetched is no reason to stop a job; `iama show` has it later.
    const run = await fetchRun(client, job_id, event.data.artifact_id).catch(() => null);
    if (run) showTestRun(terminal, title, run);
  }
}

function editOf({ revision_token }: Spec, { bdd, sdd, allowed_files }: SpecContent): EditSpec {
  return { revision_token, bdd: [...bdd], sdd: [...sdd], allowed_files: [...allowed_files] };
}

function isWorthALine(event: JobEvent): boolean {
  if (event.type === 'state_change' || event.type === 'attempt_end' || event.type === 'heartbeat_status') return true;
  return event.type === 'log_line' && (event.level === 'warn' || event.level === 'error');
}

const RUNS: Partial<Record<ArtifactKind, string>> = { baseline_run: 'Baseline', verification_run: 'Verification' };

function failedBaseline(job: Job, test_ids: readonly string[]): CliError {
  const code = job.failure?.code ?? 'BASELINE_TESTS_FAILED';
  const next =
    test_ids.length > 0 && code !== 'BASELINE_TIMEOUT'
      ? `Mend them and start again, or leave them out by name: iama resume ${job.id} --yes --quarantine-failing`
      : code === 'BASELINE_TIMEOUT'
        ? `Give them more time: iama intervene ${job.id} --with increase_timeout; or leave out what hangs: --with skip_or_quarantine_test`
        : `Read above why the tests did not run to their end; when they do, start again with \`iama refactor\`.`;
  const details = test_ids.slice(0, 20);
  return new CliError(code, job.failure?.title ?? 'Tests fail before anything is changed.', next, EXIT.failure, {
    details: [...new Set([...(job.failure?.detail ? [job.failure.detail] : []), ...details])],
    data: { job_id: job.id, failing: test_ids },
  });
}
