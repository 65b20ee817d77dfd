import { createJob } from '@iama/client/job/create-job';
import type { JobWish } from '@iama/client/job/create-job';
import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { RecipeId } from '@iama/contracts/recipe';
import type { Preflight } from '@iama/contracts/workspace/preflight';
import { ProgressLocation, l10n, window } from 'vscode';
import { lockOf } from '../../core/jobs/lock-of.ts';
import { failureWords } from '../../core/editor-model/failure-words.ts';
import { clientModelOf, identityOf } from '../../core/editor-model/model-identity.ts';
import { hasStrongerModels } from '../../core/goal/stronger-models.ts';
import { targetWords } from '../../core/jobs/describe-job.ts';
import type { EditorModel } from '../../platform/editor-model/editor-model.ts';
import { executionIn } from '../../platform/execution-of-job.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import { acknowledge } from './acknowledge.ts';
import type { Question } from './acknowledge.ts';
import type { ChosenDeed } from './choose-editor-model.ts';
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
  const agreement = await acknowledge(checked, await questionFor(parts, deed));
  if (!agreement) return;
  await launch(parts, { ...chosen, ...deed, execution_mode, checked, ...agreement, from: 'command' });
}

/** What is asked beside the reasons of the preflight, by who or what shall do the work. */
export async function questionFor(
  { connection }: Parts,
  { recipe_id, editor_model }: Pick<ChosenDeed, 'recipe_id' | 'editor_model'>,
): Promise<Question> {
  if (recipe_id !== 'goal') return {};
  if (editor_model) {
    const note = l10n.t(
      '{0}, a model of this editor, plans and writes. It is asked at most {1} times for this job, and nothing else is asked instead.',
      editor_model.name,
      readSettings().editor_model_most,
    );
    return { notes: [note] };
  }
  const client = await connection.client();
  const { tier } = await client.call('billing.usage_report');
  return { offers_escalation: hasStrongerModels(tier) };
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
  extends
    ChosenTarget,
    Pick<
      JobWish,
      'recipe_id' | 'goal' | 'model_alias' | 'execution_mode' | 'checked' | 'acknowledged' | 'pre_authorize_escalation'
    > {
  readonly editor_model?: EditorModel;
  readonly from: 'command' | 'sample' | 'tool' | 'fork';
  /** What has to be on disk before the job does anything. */
  readonly beforeStart?: (job: Job) => Promise<void>;
}

/**
 * Make the job, start it and do its work from here. Null when the person does not agree to what leaves the machine for it:
 * nothing but the sign-in was sent then.
 */
export async function launch(
  { executor, connection, consent, center, editor_models, usage }: Parts,
  { workspace: repository, from, beforeStart, editor_model, pre_authorize_escalation, ...wish }: Launch,
): Promise<Job | null> {
  const settings = readSettings();
  const client = await connection.client();
  const receivers = editor_model
    ? { models: [{ model: identityOf(editor_model), endpoint: 'vscode.lm' }], in_editor: true }
    : { models: wish.goal === undefined ? [] : (await client.call('models.list')).items };
  if (!(await consent.ask({ url: client.base_url, ...receivers }))) return null;
  const asked = editor_model ? await editor_models.allow(editor_model) : 0;
  if (editor_model && typeof asked !== 'number') {
    void window.showErrorMessage(failureWords(asked, editor_model.name, l10n.t));
    return null;
  }
  const job = await createJob(client, {
    project: await executor.call('fingerprint', { workspace: repository }),
    ...wish,
    ...(editor_model && { client_model: clientModelOf(editor_model) }),
    ...(pre_authorize_escalation === true && { pre_authorize_escalation }),
    allow_unverified: wish.acknowledged.includes('NO_TESTS_FOUND'),
    test_timeout_ms: settings.test_timeout_ms,
    lock: lockOf(settings, wish.goal),
  });
  if (editor_model && typeof asked === 'number') await editor_models.give(job.id, editor_model, asked);
  await beforeStart?.(job);
  await center.adopt(client, job, repository);
  const started = await client.call('jobs.start', { params: { job_id: job.id } });
  center.learn(started);
  const { recipe_id, target } = wish;
  usage.note({ name: 'job_started', recipe_id, target_kind: target.kind, from });
  return started;
}
