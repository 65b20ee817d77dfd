import { createJob } from '@iama/client/job/create-job';
import type { Job } from '@iama/contracts/job/job';
import type { RecipeId } from '@iama/contracts/recipe';
import type { Preflight, PreflightReason } from '@iama/contracts/workspace/preflight';
import { ProgressLocation, l10n, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { targetWords } from '../../core/jobs/describe-job.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import { chooseRecipe } from './choose-recipe.ts';
import { chooseTarget } from './choose-target.ts';
import type { ChosenTarget } from './choose-target.ts';

/** From a target to a running job. Nothing is made before the person has seen what speaks against it. */
export async function startRefactor(parts: Parts, given?: Uri): Promise<void> {
  if (!mayRun()) return;
  const chosen = await chooseTarget(parts.executor, given);
  const recipe_id = chosen && (await chooseRecipe(targetWords(chosen.target)));
  if (!recipe_id) return;
  const checked = await check(parts, chosen, recipe_id);
  const acknowledged = await acknowledge(checked);
  if (acknowledged) await launch(parts, chosen, recipe_id, checked, acknowledged);
}

/** Tests of a workspace are programs: they run only where the person trusts it. */
export function mayRun(): boolean {
  if (workspace.isTrusted) return true;
  void window.showWarningMessage(l10n.t('IAMA runs your tests, so it works in trusted workspaces only.'));
  return false;
}

export async function check({ executor }: Parts, chosen: ChosenTarget, recipe_id: RecipeId): Promise<Preflight> {
  return await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('IAMA: looking at the workspace') },
    () => executor.call('preflight', { ...chosen, recipe_id }),
  );
}

/**
 * Make the job, start it and do its work from here. Null when the person does not agree to what leaves the machine for it:
 * nothing but the sign-in was sent then.
 */
export async function launch(
  { executor, connection, consent, center }: Parts,
  { workspace: repository, target }: ChosenTarget,
  recipe_id: RecipeId,
  checked: Preflight,
  acknowledged: string[],
): Promise<Job | null> {
  const client = await connection.client();
  if (!(await consent.ask(client.base_url))) return null;
  const job = await createJob(client, {
    project: await executor.call('fingerprint', { workspace: repository }),
    recipe_id,
    target,
    execution_mode: 'LOCAL_NATIVE',
    checked,
    acknowledged,
    allow_unverified: acknowledged.includes('NO_TESTS_FOUND'),
    test_timeout_ms: readSettings().test_timeout_ms,
  });
  await center.adopt(client, job, repository);
  const started = await client.call('jobs.start', { params: { job_id: job.id } });
  center.learn(started);
  return started;
}

/** The cautions that the person accepts; null when the job must not start. Each reason comes with what to do about it. */
export async function acknowledge({ verdict, reasons }: Preflight): Promise<string[] | null> {
  const blocking = reasons.filter((reason) => reason.severity === 'blocked');
  if (verdict === 'blocked') {
    const detail = blocking.map(sentence).join('\n\n');
    await window.showErrorMessage(l10n.t('This workspace is not ready for a job.'), { modal: true, detail });
    return null;
  }
  const cautions = reasons.filter((reason) => reason.severity === 'caution');
  const go = l10n.t('Start the Job');
  const detail = [...cautions, ...reasons.filter((reason) => reason.severity === 'info')].map(sentence).join('\n\n');
  const message =
    cautions.length === 0
      ? l10n.t('Ready. Tests run on this machine, in a copy of the repository, with your rights and your network.')
      : l10n.t('Go on in spite of this?');
  const answer = await window.showWarningMessage(message, { modal: true, detail }, go);
  return answer === go ? cautions.map((reason) => reason.code) : null;
}

function sentence({ message, next }: PreflightReason): string {
  return `${message} ${next}`;
}
