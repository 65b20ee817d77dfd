import { join } from 'node:path';
import type { Client } from '@iama/client/create-client';
import type { ApplyRecord } from '@iama/contracts/job/delivery';
import type { Patch } from '@iama/contracts/patch/patch';
import { Evidence } from '@iama/contracts/job/evidence';
import { RunTestsResult } from '@iama/contracts/task/payload';
import { TestSuite } from '@iama/contracts/test-run/suite';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { lostTests } from '@iama/runner/run/lost-tests';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { ProgressLocation, commands, l10n, window } from 'vscode';
import { z } from 'zod';
import { acceptedHunks } from '../../core/review/review-state.ts';

import { unsavedAmong } from '../../editor/open-change.ts';
import { takenBackWhenLost } from '../../platform/outlive-executor.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import type { ReviewedJob } from '../../editor/review.ts';

/** Write what was accepted, as one transaction. A part is tested on its own first. */
export async function applyChanges(parts: Parts): Promise<void> {
  const { connection, executor, center, review } = parts;
  const { current } = review;
  const workspace = current && (await center.workspaceOf(current.job_id));
  if (!current || !workspace) {
    void window.showInformationMessage(l10n.t('Choose a job to review first.'));
    return;
  }
  const client = await connection.client();
  const accepted = await acceptedPart(parts, current, workspace);
  if (!accepted) return;
  const { patch, hunk_ids, whole } = accepted;
  const unsaved = unsavedAmong(patch.files.map((file) => join(workspace.root, file.path)));
  if (unsaved.length > 0) {
    void window.showWarningMessage(l10n.t('Save or undo your own changes first: {0}', unsaved.join(', ')));
    return;
  }
  const subset_verdict = whole ? null : await testPart(parts, client, current, workspace, patch);
  if (subset_verdict === 'refused') return;
  const record: ApplyRecord = {
    scope: whole ? 'all' : 'partial',
    hunk_ids,
    files: [...(await executor.call('planned_files', { patch }))],
    subset_verdict,
  };
  const { job_id } = current;
  const files = await takenBackWhenLost(executor, workspace, () =>
    executor.call('apply', { workspace, job_id, patch, record: { kind: 'apply', record } }),
  );
  const told = await center.tell(client, job_id);
  await review.forget(job_id);
  review.close();
  const later = told ? '' : ` ${NOT_TOLD()}`;
  void offerUndo(l10n.t('Applied to {0} files. You can take it back at any time.', files.length) + later, job_id);
}

/** The files are right; only the control plane's list is behind. */
export const NOT_TOLD = (): string => l10n.t('The control plane does not answer; it is told when it is back.');

async function offerUndo(message: string, job_id: string): Promise<void> {
  const revert = l10n.t('Revert');
  if ((await window.showInformationMessage(message, revert)) === revert)
    await commands.executeCommand('iama.revert', job_id);
}

async function acceptedPart(
  { executor }: Parts,
  { patch, state }: ReviewedJob,
  workspace: Workspace,
): Promise<{ patch: Patch; hunk_ids: string[]; whole: boolean } | null> {
  const hunk_ids = acceptedHunks(patch, state);
  if (hunk_ids.length === 0) {
    void window.showInformationMessage(l10n.t('Nothing is accepted. Tick at least one change.'));
    return null;
  }
  if (state.rejected.size === 0) return { patch, hunk_ids, whole: true };
  const part = await executor.call('select_accepted', { workspace, patch, hunk_ids });
  return { patch: part.patch, hunk_ids: [...hunk_ids, ...part.added.map((each) => each.hunk)], whole: false };
}

const TestPlan = () => z.object({ test_suites: z.array(TestSuite) });

/** The job's tests on a copy that holds only the accepted part. `refused` when the person will not write what failed. */
async function testPart(
  { executor }: Parts,
  client: Client,
  { job_id }: ReviewedJob,
  workspace: Workspace,
  patch: Patch,
): Promise<'verified' | 'unverified' | 'refused'> {
  const read = async <T>(schema: z.ZodType<T>, artifact_id: string): Promise<T> =>
    schema.parse((await client.call('artifacts.get', { params: { job_id, artifact_id } })).body);
  const newest = async (kind: 'baseline_run' | 'test_plan') =>
    (await client.call('artifacts.list', { params: { job_id }, query: { kind } })).items.at(-1);
  const [baseline, plan] = [await newest('baseline_run'), await newest('test_plan')];
  const suites = plan ? (await read(TestPlan(), plan.id)).test_suites : [];
  if (!baseline || suites.length === 0) return await askUntested();
  const { evidence_artifact_id, patch_artifact_id } = await client.call('delivery.get', { params: { job_id } });
  const { quarantined } = await read(Evidence, evidence_artifact_id);
  const payload = {
    kind: 'run_tests' as const,
    phase: 'subset' as const,
    suites,
    patch_artifact_id,
    timeout_ms: readSettings().test_timeout_ms,
  };
  const outcome = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Testing the accepted part in a copy'),
      cancellable: true,
    },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const tell = (message: string) => progress.report({ message });
      return executor.call(
        'execute_task',
        { workspace, job_id, payload, patch },
        { signal: abort.signal, progress: tell },
      );
    },
  );
  if (outcome.status === 'failed') throw new Error(outcome.failure.message);
  const lost = lostTests(
    await read(TestRun, baseline.id),
    RunTestsResult.parse(outcome.result).run,
    new Set(quarantined),
  );
  if (lost.length === 0) return 'verified';
  const detail = lost.slice(0, 10).join('\n');
  await window.showErrorMessage(
    l10n.t('{0} tests that passed before do not pass with this part alone. Nothing was written.', lost.length),
    { modal: true, detail },
  );
  return 'refused';
}

async function askUntested(): Promise<'unverified' | 'refused'> {
  const write = l10n.t('Apply Untested');
  const answer = await window.showWarningMessage(
    l10n.t('There are no tests to run for this part.'),
    { modal: true },
    write,
  );
  return answer === write ? 'unverified' : 'refused';
}
