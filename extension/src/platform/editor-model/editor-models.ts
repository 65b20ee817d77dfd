import type { TaskFailure } from '@iama/contracts/task/payload';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { EventEmitter } from 'vscode';
import type { Disposable, Event, LanguageModelAccessInformation } from 'vscode';
import type { ModelCall, ModelGrant } from '../../core/editor-model/model-grant.ts';
import { identityOf } from '../../core/editor-model/model-identity.ts';
import type { KeptValues } from '../kept-values.ts';
import { readSettings } from '../settings.ts';
import { answerModelCall } from './answer-model-call.ts';
import { askPermission } from './ask-permission.ts';
import type { EditorModel } from './editor-model.ts';
import { findEditorModel } from './find-editor-model.ts';
import { modelGrants } from './model-grants.ts';
import { vscodeModels } from './vscode-models.ts';

/** The language models that the person has in this editor, and what jobs may do with them. */
export interface EditorModels extends Disposable {
  /** Another job was allowed a model, or asked it. */
  readonly onDidChange: Event<void>;
  /** What there is now; none where no provider answers in time. Sends nothing. */
  list(): Promise<readonly EditorModel[]>;
  /**
   * The person has just chosen this model: have the editor ask them where it wants to, which takes one short request. How many
   * requests were made, or why it cannot be used.
   */
  allow(model: EditorModel): Promise<number | TaskFailure>;
  /** What the person allowed for a job. */
  give(job_id: string, model: EditorModel, used: number): Promise<void>;
  /** The person has just said that a job shall go on: `allow` for its model. Null where nothing is in the way. */
  allowAgain(job_id: string): Promise<{ readonly failure: TaskFailure; readonly name: string } | null>;
  /** What a job was allowed and has used, as it was last seen. */
  known(job_id: string): ModelGrant | null;
  answer(call: ModelCall, job_id: string, progress: (line: string) => void, signal: AbortSignal): Promise<TaskOutcome>;
}

/** After a window, providers come within seconds; a sign-in of theirs may take some more. */
const PATIENCE_MS = 20_000;
/** The person waits for the list. */
const LIST_MS = 5000;

export function editorModels(
  access: LanguageModelAccessInformation,
  kept: KeptValues,
  warn: (line: string) => void,
): EditorModels {
  const changed = new EventEmitter<void>();
  const port = vscodeModels(access);
  const grants = modelGrants(kept, () => changed.fire());

  const allow = (model: EditorModel) => askPermission(model, new AbortController().signal);

  return {
    onDidChange: changed.event,
    async list() {
      const none = new Promise<readonly EditorModel[]>((resolve) => {
        setTimeout(() => resolve([]), LIST_MS).unref();
      });
      const models = port.models().catch((error: unknown) => {
        warn(`The models of this editor: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      });
      return await Promise.race([models, none]);
    },
    allow,
    give: (job_id, model, used) => grants.give(job_id, { model_id: identityOf(model), name: model.name, used }),
    async allowAgain(job_id) {
      const grant = await grants.of(job_id);
      if (!grant) return null;
      const model = await findEditorModel(port, grant.model_id, AbortSignal.timeout(LIST_MS));
      // The call will say so itself, and by then it may be back.
      if (!model) return null;
      const made = await allow(model);
      if (typeof made !== 'number') return { failure: made, name: grant.name };
      for (let left = made; left > 0; left -= 1) await grants.count(job_id);
      return null;
    },
    known: (job_id) => grants.known(job_id),
    answer: (call, job_id, progress, signal) => {
      const most = readSettings().editor_model_most;
      return answerModelCall(call, job_id, { port, grants, most, patience_ms: PATIENCE_MS, progress, signal });
    },
    dispose: () => changed.dispose(),
  };
}
