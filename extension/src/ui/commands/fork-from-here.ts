import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '@iama/contracts/job/job';
import type { ModelAlias } from '@iama/contracts/model/model-class';
import type { ReplayStep } from '@iama/engine/replay/replay-step';
import { specAt } from '@iama/engine/replay/replay-steps';
import { parseSpec } from '@iama/engine/spec/parse-spec';
import { contentOf } from '@iama/engine/spec/spec-content';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { l10n, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { stepRow } from '../../core/replay/step-words.ts';
import type { Replay } from '../../editor/replays.ts';
import type { Parts } from '../parts.ts';
import type { ReplayNode } from '../replay-tree.ts';
import { acknowledge } from './acknowledge.ts';
import { chooseProfile } from './choose-profile.ts';
import { configuredModels } from './configured-models.ts';
import { check, launch, questionFor } from './start-refactor.ts';

const SHOWN = 10;

/** A new job on the files that are here, from a step of the replay that is open: with another specification, or another model. */
export async function forkFromHere(parts: Parts, node?: ReplayNode): Promise<void> {
  const { current } = parts.replays;
  if (!current) {
    void window.showInformationMessage(l10n.t('Open a replay first: it has the steps that a job can begin anew from.'));
    return;
  }
  const step = node?.step ?? parts.replay_view.selected() ?? (await chooseStep(current));
  if (!step) return;
  const { job } = current.source;
  if (!job) {
    void window.showWarningMessage(l10n.t('This bundle does not hold what its job was begun with. Make it again.'));
    return;
  }
  const wish = await chooseSpec(current, step);
  if (!wish) return;
  const model = job.goal === null ? { alias: null } : await chooseModel(parts);
  if (!model) return;
  await begin(parts, current, job, wish.content, model.alias);
}

async function begin(
  parts: Parts,
  { source }: Replay,
  job: Job,
  wished: SpecContent | null,
  alias: ModelAlias | null,
): Promise<void> {
  const { executor, spec_wishes } = parts;
  const repository = await repositoryFor(parts, job);
  if (!repository) return;
  const { path, kind } = job.target;
  const symbol = kind === 'symbol' ? job.target.symbol : null;
  const place = join(repository.root, path);
  const target = await executor.call('resolve_target', { workspace: repository, place, symbol });
  const { bodies } = source;
  if (!(await goesOn(await executor.call('changed_since', { workspace: repository, source: { job, bodies } })))) return;
  const execution_mode = await chooseProfile(parts);
  if (!execution_mode) return;
  const chosen = { workspace: repository, target };
  const checked = await check(parts, chosen, job.recipe_id, execution_mode);
  const agreement = await acknowledge(checked, await questionFor(parts, { recipe_id: job.recipe_id }));
  if (!agreement) return;
  await launch(parts, {
    ...chosen,
    recipe_id: job.recipe_id,
    ...(job.goal === null ? {} : { goal: job.goal }),
    ...(alias === null ? {} : { model_alias: alias }),
    execution_mode,
    checked,
    ...agreement,
    from: 'fork',
    beforeStart: async (made) => {
      if (wished) await spec_wishes.remember(made.id, wished);
    },
  });
}

async function chooseStep({ steps }: Replay): Promise<ReplayStep | null> {
  const items = steps.map((step) => {
    const { label, description } = stepRow(step, l10n.t);
    return { label: `${step.number}. ${label}`, description, step };
  });
  return (await window.showQuickPick(items, { title: l10n.t('From which step?') }))?.step ?? null;
}

/** What the new job's specification shall say; null when the person gives up. `content` is null for what the new plan writes. */
async function chooseSpec(
  { steps }: Replay,
  step: ReplayStep,
): Promise<{ readonly content: SpecContent | null } | null> {
  const agreed = specAt(steps, step.number);
  const standing: QuickPickItem = {
    label: l10n.t('The specification of this step'),
    description: agreed ? l10n.t('revision {0}', agreed.revision) : '',
    detail: l10n.t('It can still be changed before you approve it.'),
  };
  const file: QuickPickItem = {
    label: l10n.t('A specification from a file…'),
    detail: l10n.t('Text as the editor and `iama spec` show it.'),
  };
  const plan: QuickPickItem = {
    label: l10n.t('What the new plan writes'),
    detail: l10n.t('As for any new job.'),
  };
  const items = [...(agreed ? [standing] : []), file, plan];
  const title = l10n.t('Fork from step {0}: what shall be agreed on?', step.number);
  const chosen = await window.showQuickPick(items, { title });
  if (chosen === file) return await specFromFile();
  if (chosen === standing && agreed) return { content: contentOf(agreed) };
  return chosen === plan ? { content: null } : null;
}

async function specFromFile(): Promise<{ readonly content: SpecContent } | null> {
  const [file] =
    (await window.showOpenDialog({ title: l10n.t('A specification as text'), filters: { Markdown: ['md'] } })) ?? [];
  if (!file) return null;
  const parsed = parseSpec(await readFile(file.fsPath, 'utf8'));
  if (parsed.ok) return { content: parsed.document };
  const [first] = parsed.errors;
  void window.showWarningMessage(l10n.t('Line {0}: {1} Nothing was begun.', first?.line ?? 1, first?.message ?? ''));
  return null;
}

/** `alias` is null for the model that the routes lead to; null when the person gives up. */
async function chooseModel(parts: Parts): Promise<{ readonly alias: ModelAlias | null } | null> {
  const models = await configuredModels(parts);
  const routed = { label: l10n.t('The model that the routes lead to'), alias: null };
  const items = [routed, ...(models ?? []).map(({ alias, model }) => ({ label: alias, description: model, alias }))];
  const chosen = await window.showQuickPick(items, { title: l10n.t('Which model writes it?') });
  return chosen ? { alias: chosen.alias } : null;
}

/** Where the job was begun on this machine, else the folder that is open. */
async function repositoryFor({ center, executor }: Parts, job: Job): Promise<Workspace | null> {
  const known = await center.workspaceOf(job.id).catch(() => null);
  if (known) return known;
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder) return await executor.call('open_workspace', { path: folder.uri.fsPath });
  void window.showWarningMessage(l10n.t('Open the folder of the repository first.'));
  return null;
}

async function goesOn(changed: readonly string[]): Promise<boolean> {
  if (changed.length === 0) return true;
  const go = l10n.t('Go on all the same');
  const detail = changed.slice(0, SHOWN).join('\n');
  const message = l10n.t('The target is not as it was then.');
  return (await window.showWarningMessage(message, { modal: true, detail }, go)) === go;
}
