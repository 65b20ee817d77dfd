import { createJob } from '@iama/client/job/create-job';
import type { JobWish } from '@iama/client/job/create-job';
import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { RecipeId } from '@iama/contracts/recipe';
import { LockSettings } from '@iama/contracts/test-run/lock';
import type { Preflight, PreflightReason } from '@iama/contracts/workspace/preflight';
import { ProgressLocation, l10n, window } from 'vscode';
import { targetWords } from '../../core/jobs/describe-job.ts';
import { executionIn } from '../../platform/execution-of-job.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import { chooseProfile } from './choose-profile.ts';
import { chooseRecipe } from './choose-recipe.ts';
import { chooseTarget } from './choose-target.ts';
import type { ChosenTarget, Pointed } from './choose-target.ts';

/** From a target to a running job. Nothing is made before the person has seen what speaks against it. */
export async function startRefactor(parts: Parts, pointed: Pointed): Promise<void> {
  const chosen = await chooseTarget(parts.executor, pointed);
  const deed = chosen && (await chooseRecipe(targetWords(chosen.target), parts));
  if (!deed) return;
  const execution_mode = await chooseProfile(parts);
  if (!execution_mode) return;
  const checked = await check(parts, chosen, deed.recipe_id, execution_mode);
  const acknowledged = await acknowledge(checked);
  if (!acknowledged) return;
  await launch(parts, { ...chosen, ...deed, execution_mode, checked, acknowledged, from: 'command' });
}

export async function check(
  { executor }: Parts,
  chosen: ChosenTarget,
  recipe_id: RecipeId,
  mode: ExecutionMode,
): Promise<Preflight> {
  const execution = executionIn(mode);
  return await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('IAMA: looking at the workspace') },
    () => executor.call('preflight', { ...chosen, recipe_id, execution }),
  );
}

/** What a job is made of once everything was asked. */
export interface Launch
  extends ChosenTarget, Pick<JobWish, 'recipe_id' | 'goal' | 'execution_mode' | 'checked' | 'acknowledged'> {
  readonly from: 'command' | 'sample' | 'tool';
}

/**
 * Make the job, start it and do its work from here. Null when the person does not agree to what leaves the machine for it:
 * nothing but the sign-in was sent then.
 */
export async function launch(
  { executor, connection, consent, center, usage }: Parts,
  { workspace: repository, from, ...wish }: Launch,
): Promise<Job | null> {
  const settings = readSettings();
  const client = await connection.client();
  const models = wish.goal === undefined ? [] : (await client.call('models.list')).items;
  if (!(await consent.ask({ url: client.base_url, models }))) return null;
  const job = await createJob(client, {
    project: await executor.call('fingerprint', { workspace: repository }),
    ...wish,
    allow_unverified: wish.acknowledged.includes('NO_TESTS_FOUND'),
    test_timeout_ms: settings.test_timeout_ms,
    lock: LockSettings.parse({ budget_ms: Math.round(settings.lock_budget_ms), mode: settings.lock_mode }),
  });
  await center.adopt(client, job, repository);
  const started = await client.call('jobs.start', { params: { job_id: job.id } });
  center.learn(started);
  const { recipe_id, target } = wish;
  usage.note({ name: 'job_started', recipe_id, target_kind: target.kind, from });
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
  const ready = cautions.length === 0;
  // The sentence for a workspace that is ready says this one itself.
  const isSaid = (code: string): boolean => ready && (code === 'NATIVE_EXECUTION' || code === 'CONTAINER_EXECUTION');
  const infos = reasons.filter(({ severity, code }) => severity === 'info' && !isSaid(code));
  const detail = [...cautions, ...infos].map(sentence).join('\n\n');
  const answer = await (ready
    ? window.showInformationMessage(
        reasons.some(({ code }) => code === 'CONTAINER_EXECUTION')
          ? l10n.t('Ready. Tests run in a container without a network, in a copy of the repository.')
          : l10n.t(
              'Ready. Tests run on this machine, in a copy of the repository, without a network and with no way to write elsewhere.',
            ),
        { modal: true, detail },
        go,
      )
    : window.showWarningMessage(l10n.t('Go on in spite of this?'), { modal: true, detail }, go));
  return answer === go ? cautions.map((reason) => reason.code) : null;
}

function sentence({ message, next }: PreflightReason): string {
  return `${message} ${next}`;
}
