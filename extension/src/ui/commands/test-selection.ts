import type { Client } from '@iama/client/create-client';
import { Evidence } from '@iama/contracts/job/evidence';
import type { Patch } from '@iama/contracts/patch/patch';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { sealOfSubset } from '@iama/runner/lock/job/seal-of-subset';
import { countPassed, lostTests } from '@iama/runner/run/lost-tests';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { ProgressLocation, l10n, window } from 'vscode';
import type { z } from 'zod';
import { acceptedHunks, isWhole } from '../../core/review/review-state.ts';
import { selectionKey } from '../../core/review/selection-key.ts';
import type { ReviewedJob } from '../../editor/review.ts';
import type { Parts } from '../parts.ts';
import { runSuites, suitesOf } from './run-suites.ts';

export interface AcceptedSelection {
  readonly patch: Patch;
  readonly hunk_ids: readonly string[];
  readonly whole: boolean;
}

export type SelectionVerdict =
  | { readonly kind: 'passed'; readonly passed: number }
  | { readonly kind: 'untested' | 'failed' };

/** Run the job's tests on a copy that holds only what is accepted, and remember it when they pass. */
export async function testSelection(parts: Parts): Promise<void> {
  const { current } = parts.review;
  const workspace = current && (await parts.center.workspaceOf(current.job_id));
  if (!current || !workspace) {
    void window.showInformationMessage(l10n.t('Choose a job to review first.'));
    return;
  }
  if (isWhole(current.state)) {
    void window.showInformationMessage(l10n.t('Everything is accepted. The evidence says how the job tested that.'));
    return;
  }
  const accepted = await acceptedSelection(parts, current, workspace);
  if (!accepted) return;
  const verdict = await verdictOf(parts, current, workspace, accepted.patch);
  if (verdict.kind === 'untested') void window.showWarningMessage(l10n.t('There are no tests to run for this part.'));
  if (verdict.kind === 'passed')
    void window.showInformationMessage(l10n.t('This selection was tested. Tests that passed: {0}', verdict.passed));
}

/** What is accepted, as a patch of its own. Null, and said, when nothing is. */
export async function acceptedSelection(
  { executor }: Parts,
  { patch, state }: ReviewedJob,
  workspace: Workspace,
): Promise<AcceptedSelection | null> {
  const hunk_ids = acceptedHunks(patch, state);
  if (hunk_ids.length === 0) {
    void window.showInformationMessage(l10n.t('Nothing is accepted. Tick at least one change.'));
    return null;
  }
  if (isWhole(state)) return { patch, hunk_ids, whole: true };
  const lines = Object.fromEntries([...state.partial].map(([id, indexes]) => [id, [...indexes]]));
  const part = await executor.call('select_accepted', { workspace, patch, hunk_ids, lines });
  const added = part.added.map((each) => each.hunk).filter((id) => !hunk_ids.includes(id));
  return { patch: part.patch, hunk_ids: [...hunk_ids, ...added], whole: false };
}

/** What the tests say of a selection. The same one is not tested twice; what fails is shown. */
export async function verdictOf(
  parts: Parts,
  current: ReviewedJob,
  workspace: Workspace,
  patch: Patch,
): Promise<SelectionVerdict> {
  const { job_id, state, verified } = current;
  if (verified?.key === selectionKey(state)) return { kind: 'passed', passed: verified.passed };
  const client = await parts.connection.client();
  const facts = await testFacts(client, current);
  if (!facts) return { kind: 'untested' };
  const { suites, baseline, evidence } = facts;
  const seal = sealOfSubset(evidence, patch);
  const change = { patch_artifact_id: current.patch_artifact_id, patch };
  const title = l10n.t('Testing the accepted part in a copy');
  const run = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      const tell = (message: string) => progress.report({ message });
      return runSuites(parts, { workspace, job_id, suites, change, seal }, token, tell);
    },
  );
  const { breaches = [] } = run;
  if (breaches.length > 0) {
    await window.showErrorMessage(
      l10n.t('This part does something to the tests instead of the code. Nothing was written.'),
      {
        modal: true,
        detail: breaches
          .slice(0, 10)
          .map(({ name, place, detail }) => `${name} · ${place}\n${detail}`)
          .join('\n'),
      },
    );
    return { kind: 'failed' };
  }
  const lost = lostTests(baseline, run, new Set(evidence.quarantined), patch);
  if (lost.length > 0) {
    await window.showErrorMessage(
      l10n.t('{0} tests that passed before do not pass with this part alone. Nothing was written.', lost.length),
      { modal: true, detail: lost.slice(0, 10).join('\n') },
    );
    return { kind: 'failed' };
  }
  const passed = countPassed(run);
  await parts.review.verify(job_id, state, passed);
  return { kind: 'passed', passed };
}

/** The job's suites, and what they said of the code as it is; null when the job has none. */
async function testFacts(client: Client, { job_id }: ReviewedJob) {
  const read = async <T>(schema: z.ZodType<T>, artifact_id: string): Promise<T> =>
    schema.parse((await client.call('artifacts.get', { params: { job_id, artifact_id } })).body);
  const { items } = await client.call('artifacts.list', { params: { job_id }, query: { kind: 'baseline_run' } });
  const baseline = items.at(-1);
  const suites = await suitesOf(client, job_id);
  if (!baseline) return null;
  const { evidence_artifact_id } = await client.call('delivery.get', { params: { job_id } });
  const evidence = await read(Evidence, evidence_artifact_id);
  // Programs that were asked at their border are asked again, tests or none.
  if (suites.length === 0 && !evidence.lock?.black_box) return null;
  return { suites, evidence, baseline: await read(TestRun, baseline.id) };
}
