import { Uri, commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { JOB_SCHEME, jobOfDocument, openJobDocument } from '../editor/job-documents.ts';
import { SPEC_SCHEME, jobOfSpec } from '../editor/spec-files.ts';
import type { Job } from '@iama/contracts/job/job';
import type { JobCommand } from '@iama/contracts/job/state';
import { isTrouble } from '../core/jobs/describe-job.ts';
import type { JobRow } from '../core/jobs/describe-job.ts';
import { openAllChanges, openChange } from '../editor/open-change.ts';
import type { ChangeNode } from './changes-tree.ts';
import { applyChanges } from './commands/apply-changes.ts';
import { approveSpec } from './commands/approve-spec.ts';
import { chooseJob } from './commands/choose-job.ts';
import { clarify } from './commands/clarify.ts';
import { decide } from './commands/decide.ts';
import { forceTerminate } from './commands/force-terminate.ts';
import { quarantineTests } from './commands/quarantine-tests.ts';
import { retryJob } from './commands/retry-job.ts';
import { reviseSpec } from './commands/revise-spec.ts';
import { reviewJob } from './commands/review-job.ts';
import { revertJobChanges } from './commands/revert-job.ts';
import { makeSupportBundle, saveSupportBundle } from './commands/support-bundle.ts';
import { startRefactor } from './commands/start-refactor.ts';
import { trySample } from './commands/try-sample.ts';
import type { Parts } from './parts.ts';
import { explained } from './show-error.ts';

/** Every command of the extension. A job's id comes from its row, or is asked for. */
export function commandTable(parts: Parts): Disposable[] {
  const { center, connection, review, log } = parts;
  const add = (id: string, run: (...given: unknown[]) => Promise<void>): Disposable =>
    commands.registerCommand(id, (...given: unknown[]) =>
      explained(
        (line) => log.error(line),
        () => run(...given),
      ),
    );
  const onJob = (
    id: string,
    fits: Parameters<typeof chooseJob>[1],
    run: (job_id: string) => Promise<void>,
  ): Disposable =>
    add(id, async (given) => {
      const job_id = jobOf(given) ?? (await chooseJob(center, fits));
      if (job_id !== null) await run(job_id);
    });
  return [
    add('iama.refactor', (given) => startRefactor(parts, given instanceof Uri ? given : undefined)),
    onJob(
      'iama.decide',
      (row) => row.attention === 'needs_you',
      (job_id) => decide(parts, job_id),
    ),
    onJob(
      'iama.approveSpec',
      (row) => row.attention === 'needs_you',
      (job_id) => approveSpec(parts, job_id),
    ),
    onJob(
      'iama.review',
      (row) => row.attention === 'review',
      (job_id) => reviewJob(parts, job_id),
    ),
    onJob(
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
    onJob('iama.quarantineTests', accepts('quarantine_tests'), (job_id) => quarantineTests(parts, job_id)),
    onJob('iama.reviseSpec', accepts('revise_spec'), (job_id) => reviseSpec(parts, job_id)),
    onJob('iama.retry', accepts('retry'), (job_id) => retryJob(parts, job_id)),
    onJob('iama.clarify', accepts('revise_spec', 'edit_spec', 'retry'), (job_id) => clarify(parts, job_id)),
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
      'iama.supportBundle',
      () => true,
      (job_id) => makeSupportBundle(parts, job_id),
    ),
    add('iama.saveSupportBundle', () => saveSupportBundle(parts)),
    add('iama.trySample', () => trySample(parts, parts.storage)),
    add('iama.apply', () => applyChanges(parts)),
    add('iama.acceptHunk', (given) => review.decide([idOf(given)], true)),
    add('iama.rejectHunk', (given) => review.decide([idOf(given)], false)),
    add('iama.markReviewed', (node) => markFile(parts, node, true)),
    add('iama.unmarkReviewed', (node) => markFile(parts, node, false)),
    add('iama.openChange', async (path, line) => {
      if (review.current) await openChange(review.current, String(path), typeof line === 'number' ? line : undefined);
    }),
    add('iama.reviewAll', async () => {
      if (review.current) await openAllChanges(review.current, l10n.t('IAMA: all changes'));
    }),
    add('iama.refresh', async () => {
      await connection.client();
      await center.refresh();
    }),
    add('iama.signIn', async () => {
      const client = await connection.client();
      const { email } = await client.call('auth.me');
      await center.refresh();
      void window.showInformationMessage(l10n.t('Signed in to {0} as {1}.', client.base_url, email));
    }),
    add('iama.showLog', async () => log.show(true)),
  ];
}

/** A row of the Jobs view or a link gives the id, a button of a document the document's address. */
function jobOf(given: unknown): string | null {
  if (typeof given === 'string') return given;
  if (!(given instanceof Uri)) return null;
  if (given.scheme === SPEC_SCHEME) return jobOfSpec(given);
  return given.scheme === JOB_SCHEME ? jobOfDocument(given) : null;
}

function accepts(...wanted: JobCommand[]) {
  return (_row: JobRow, { accepted_events }: Job) => wanted.some((command) => accepted_events.includes(command));
}

async function markFile({ review }: Parts, node: unknown, reviewed: boolean): Promise<void> {
  const { kind, file } = node as ChangeNode;
  if (kind === 'file') await review.mark(file.path, reviewed);
}

/** From a CodeLens comes the hunk's id, from the Changes view its node. */
function idOf(given: unknown): string {
  if (typeof given === 'string') return given;
  const node = given as ChangeNode;
  return node.kind === 'hunk' ? node.hunk.id : '';
}
