import { identityOf } from '../../core/editor-model/model-identity.ts';
import type { EditorModel, EditorModelPort } from './editor-model.ts';
import { orAborted } from './until-aborted.ts';

/** The model of this name. Providers come some time after a window, so it is waited for until `patience` aborts; null then. */
export async function findEditorModel(
  port: EditorModelPort,
  model_id: string,
  patience: AbortSignal,
): Promise<EditorModel | null> {
  while (!patience.aborted) {
    const change = port.change(patience);
    const models = await orAborted(port.models(), patience).catch((error: unknown) => {
      if (patience.aborted) return [];
      throw error;
    });
    const found = models.find((model) => identityOf(model) === model_id);
    if (found) return found;
    await change;
  }
  return null;
}
