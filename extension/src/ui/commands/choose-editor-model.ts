import { l10n, window } from 'vscode';
import { inOrder } from '../../core/editor-model/model-identity.ts';
import type { Deed } from '../../core/goal/deed.ts';
import type { EditorModel } from '../../platform/editor-model/editor-model.ts';
import { readSettings } from '../../platform/settings.ts';

/** What a job shall do, and by whom where that was chosen. */
export interface ChosenDeed extends Deed {
  /** Works for the goal; left out: a model of the control plane. */
  readonly editor_model?: EditorModel;
}

/** Which model of this editor a goal is for: asked at each start, also where there is only one. Null when dismissed. */
export async function chooseEditorModel(title: string, models: readonly EditorModel[]): Promise<EditorModel | null> {
  const { editor_model_family: family, editor_model_most: most } = readSettings();
  const items = inOrder(models, family).map((model) => ({
    label: model.name,
    description: [model.vendor, model.family, model.version].filter(Boolean).join(' · '),
    detail: l10n.t('Takes in {0} tokens', model.maxInputTokens.toLocaleString()),
    model,
  }));
  const placeHolder = l10n.t('Your provider answers and counts: at most {0} requests for this job', most);
  return (await window.showQuickPick(items, { title, placeHolder }))?.model ?? null;
}

/** The names of the first few, for a list that leads to all of them. */
export function editorModelNames(models: readonly EditorModel[]): string {
  const names = inOrder(models, readSettings().editor_model_family).map(({ name }) => name);
  return [...names.slice(0, SHOWN), ...(names.length > SHOWN ? ['…'] : [])].join(', ');
}

const SHOWN = 3;
