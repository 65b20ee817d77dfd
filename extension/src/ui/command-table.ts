import type { Job } from '@iama/contracts/job/job';
import type { JobCommand } from '@iama/contracts/job/state';
import { Uri, commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { isTrouble } from '../core/jobs/describe-job.ts';
import type { JobRow } from '../core/jobs/describe-job.ts';
import type { Side } from '../core/spec/conflicts-in.ts';
import { JOB_SCHEME, jobOfDocument, openJobDocument } from '../editor/job-documents.ts';
import { TAKE_SIDE, takeSide } from '../editor/spec-conflicts.ts';
import { SPEC_SCHEME, jobOfSpec } from '../editor/spec-files.ts';
import { SPEC_PREVIEW_SCHEME, jobOfPreview } from '../editor/spec-previews.ts';
import { approveSpec } from './commands/approve-spec.ts';
import type { Pointed } from './commands/choose-target.ts';
import { changeClause, clauseStillTrue } from './commands/change-clause.ts';
import { chooseJob } from './commands/choose-job.ts';
import { clarify } from './commands/clarify.ts';
import { convertSpec, discardSpecPreview, takeSpecPreview } from './commands/convert-spec.ts';
import { decide } from './commands/decide.ts';
import { forceTerminate } from './commands/force-terminate.ts';
import { forkFromHere } from './commands/fork-from-here.ts';
import { deepFix, escalate, rerunTests, stopRepair } from './commands/intervene.ts';
import { continueRepair, increaseTimeout, skipTimedOut } from './commands/time-outs.ts';
import { quarantineTests } from './commands/quarantine-tests.ts';
import { openReplayStep, replayBundle, replayJob } from './commands/replay-job.ts';
import { retryJob } from './commands/retry-job.ts';
import { reviseSpec } from './commands/revise-spec.ts';
import { reviewJob } from './commands/review-job.ts';
import { revertJobChanges } from './commands/revert-job.ts';
import { makeSupportBundle, saveSupportBundle } from './commands/support-bundle.ts';
import { showPartialResult } from './commands/show-partial-result.ts';
import { startRefactor } from './commands/start-refactor.ts';
import { trySample } from './commands/try-sample.ts';
import { openDisclosure } from './consent.ts';
import type { Parts } from './parts.ts';
import type { ReplayNode } from './replay-tree.ts';
import { reviewCommands } from './review-commands.ts';
import { explained } from './show-error.ts';
import { mayWork } from './trust.ts';

/** Every command of the extension. A job's id comes from its row, or is asked for. */
export function commandTable(parts: Parts): Disposable[] {
  const { center, connection, usage, usage_view, log } = parts;
  const add = (id: string, run: (...given: unknown[]) => Promise<void>): Disposable =>
    commands.registerCommand(id, (...given: unknown[]) =>
      explained(
        (line) => log.error(line),
        () => run(...given),
        usage,
      ),
    );
  /** A command that runs tests, writes files or answers a job. */
  const work = (id: string, run: (...given: unknown[]) => Promise<void>): Disposable =>
    add(id, async (...given) => {
      if (await mayWork()) await run(...given);
    });
  const onJobBy =
    (register: typeof add) =>
    (id: string, fits: Parameters<typeof chooseJob>[1], run: (job_id: string) => Promise<void>): Disposable =>
      register(id, async (given) => {
        const job_id = jobOf(given) ?? (await chooseJob(center, fits));
        if (job_id !== null) await run(job_id);
      });
  const onJob = onJobBy(add);
  const onJobAtWork = onJobBy(work);
  return [
    work('iama.refactor', (given, all) => startRefactor(parts, pointedAt(given, all))),
    onJobAtWork(
      'iama.decide',
      (row) => row.attention === 'needs_you',
      (job_id) => decide(parts, job_id),
    ),
    onJobAtWork(
      'iama.approveSpec',
      (row) => row.attention === 'needs_you',
      (job_id) => approveSpec(parts, job_id),
    ),
    onJob(
      'iama.review',
      (row) => row.attention === 'review',
      (job_id) => reviewJob(parts, job_id),
    ),
    onJobAtWork(
      'iama.revert',
      (row) => row.context.includes('.applied'),
      (job_id) => revertJobChanges(parts, job_id),
    ),
    onJob(
      'iama.showEvidence',
      () => true,
      (job_id) => openJobDocument(job_id, 'evidence'),
    ),
    onJob(
      'iama.showFallback',
      (_row, job) => isTrouble(job),
      (job_id) => openJobDocument(job_id, 'fallback'),
    ),
    onJobAtWork('iama.quarantineTests', accepts('quarantine_tests'), (job_id) => quarantineTests(parts, job_id)),
    onJobAtWork('iama.convertSpec', accepts('edit_spec'), (job_id) => convertSpec(parts, job_id)),
    onJobAtWork('iama.takeSpecPreview', accepts('edit_spec'), (job_id) => takeSpecPreview(parts, job_id)),
    onJob('iama.discardSpecPreview', accepts('edit_spec'), (job_id) => discardSpecPreview(parts, job_id)),
    add('iama.changeClause', (uri, id) => changeClause(parts, uri, id)),
    add('iama.clauseStillTrue', (uri, id) => clauseStillTrue(parts, uri, id)),
    onJobAtWork('iama.reviseSpec', accepts('revise_spec'), (job_id) => reviseSpec(parts, job_id)),
    onJobAtWork('iama.retry', accepts('retry'), (job_id) => retryJob(parts, job_id)),
    onJobAtWork('iama.clarify', accepts('revise_spec', 'edit_spec', 'retry'), (job_id) => clarify(parts, job_id)),
    onJobAtWork('iama.escalate', accepts('escalate'), (job_id) => escalate(parts, job_id)),
    onJobAtWork('iama.deepFix', accepts('deep_fix'), (job_id) => deepFix(parts, job_id)),
    onJobAtWork('iama.rerunTests', accepts('rerun_tests'), (job_id) => rerunTests(parts, job_id)),
    onJobAtWork('iama.increaseTimeout', accepts('increase_timeout'), (job_id) => increaseTimeout(parts, job_id)),
    onJobAtWork('iama.skipTimedOut', accepts('skip_or_quarantine_test'), (job_id) => skipTimedOut(parts, job_id)),
    onJobAtWork('iama.continueRepair', accepts('continue_repair'), (job_id) => continueRepair(parts, job_id)),
    onJobAtWork('iama.stopRepair', accepts('stop_repair'), (job_id) => stopRepair(parts, job_id)),
    onJob(
      'iama.showPartialResult',
      (_row, job) => isTrouble(job) && job.goal !== null && job.attempt > 0,
      (job_id) => showPartialResult(parts, job_id),
    ),
    onJob(
      'iama.forceTerminate',
      (row) => row.context.includes('.terminable'),
      (job_id) => forceTerminate(parts, job_id),
    ),
    onJob(
      'iama.cancel',
      (row) => row.context.includes('.cancellable'),
      async (job_id) => {
        const client = await connection.client();
        center.learn(await client.call('jobs.cancel', { params: { job_id } }));
      },
    ),
    onJob(
      'iama.replay',
      () => true,
      (job_id) => replayJob(parts, job_id),
    ),
    add('iama.replayBundle', () => replayBundle(parts)),
    add('iama.openReplayStep', (node) => openReplayStep(parts, node as ReplayNode)),
    add('iama.closeReplay', async () => parts.replays.close()),
    work('iama.forkFromHere', (node) => forkFromHere(parts, node as ReplayNode | undefined)),
    onJob(
      'iama.supportBundle',
      () => true,
      (job_id) => makeSupportBundle(parts, job_id),
    ),
    add('iama.saveSupportBundle', () => saveSupportBundle(parts)),
    work('iama.trySample', () => trySample(parts, parts.storage)),
    ...reviewCommands(parts, add, work),
    add('iama.refresh', async () => {
      await connection.client();
      await center.refresh();
    }),
    add('iama.showUsage', async () => {
      await connection.client();
      await center.refresh();
      await usage_view.show();
    }),
    add('iama.signIn', async () => {
      const client = await connection.client();
      const { email } = await client.call('auth.me');
      usage.note({ name: 'signed_in' });
      await center.refresh();
      void window.showInformationMessage(l10n.t('Signed in to {0} as {1}.', client.base_url, email));
    }),
    add(TAKE_SIDE, async (uri, line, side) => {
      if (uri instanceof Uri && typeof line === 'number') await takeSide(uri, line, side as Side);
    }),
    add('iama.showDisclosure', () => openDisclosure()),
    add('iama.showLog', async () => log.show(true)),
  ];
}

/** The explorer says what was clicked and all that is selected, an editor and a code action say which document. */
function pointedAt(given: unknown, all: unknown): Pointed {
  const places = Array.isArray(all) ? all.filter((each) => each instanceof Uri) : [];
  return {
    place: given instanceof Uri ? given : undefined,
    from_explorer: places.length > 0,
    several: places.length > 1,
  };
}

/** A row of the Jobs view or a link gives the id, a button of a document the document's address. */
function jobOf(given: unknown): string | null {
  if (typeof given === 'string') return given;
  if (!(given instanceof Uri)) return null;
  if (given.scheme === SPEC_SCHEME) return jobOfSpec(given);
  if (given.scheme === SPEC_PREVIEW_SCHEME) return jobOfPreview(given);
  return given.scheme === JOB_SCHEME ? jobOfDocument(given) : null;
}

function accepts(...wanted: JobCommand[]) {
  return (_row: JobRow, { accepted_events }: Job) => wanted.some((command) => accepted_events.includes(command));
}
