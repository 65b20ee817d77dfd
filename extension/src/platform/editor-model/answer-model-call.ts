import type { TaskFailure } from '@iama/contracts/task/payload';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { failureOf } from '../../core/editor-model/failure-of.ts';
import { mostCharacters, refuseTooLong } from '../../core/editor-model/fit-window.ts';
import { messagesOf } from '../../core/editor-model/messages-of.ts';
import type { ModelMessage } from '../../core/editor-model/messages-of.ts';
import { refusal, refuseCall } from '../../core/editor-model/model-grant.ts';
import type { ModelCall } from '../../core/editor-model/model-grant.ts';
import { identityOf } from '../../core/editor-model/model-identity.ts';
import { EditorModelError } from './editor-model.ts';
import type { EditorModel, EditorModelPort } from './editor-model.ts';
import { findEditorModel } from './find-editor-model.ts';
import type { ModelGrants } from './model-grants.ts';
import { orAborted, untilAborted } from './until-aborted.ts';

export interface Answering {
  readonly port: EditorModelPort;
  readonly grants: ModelGrants;
  /** Requests that one job may make, as the settings say now. */
  readonly most: number;
  /** How long a provider may take to come after its window, milliseconds. */
  readonly patience_ms: number;
  readonly progress: (line: string) => void;
  /** The job has moved on, or the window closes. */
  readonly signal: AbortSignal;
}

/**
 * Answer a `model_call` with the editor's model that the person chose for this job. Nothing is sent that they did not allow, that
 * is not counted, or that the model has no room for. Every failure comes back as an outcome; rejects once `signal` has aborted.
 */
export async function answerModelCall(call: ModelCall, job_id: string, answering: Answering): Promise<TaskOutcome> {
  const { port, grants, most, patience_ms, signal } = answering;
  const refused = refuseCall(await grants.of(job_id), call, most);
  if (refused) return failed(refused);
  const patience = AbortSignal.any([signal, AbortSignal.timeout(patience_ms)]);
  const model = await findEditorModel(port, call.model.id, patience);
  signal.throwIfAborted();
  if (!model) return failed(refusal('MODEL_GONE', `${call.model.name} is not among the models of this editor.`));
  // Whoever is asked here did nothing that asks for it: the editor's question belongs to a button that they press.
  if (!model.mayBeAsked()) {
    return failed(
      refusal('MODEL_CONSENT_MISSING', `The editor would have to ask you whether IAMA may use ${model.name}.`),
    );
  }
  try {
    return await ask(model, call, job_id, answering);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EditorModelError) return failed(failureOf(error.told));
    throw error;
  }
}

async function ask(model: EditorModel, call: ModelCall, job_id: string, answering: Answering): Promise<TaskOutcome> {
  const { grants, most, progress, signal } = answering;
  const { max_output_tokens } = call;
  const messages = messagesOf(call.prompt);
  const input = await countAll(model, messages, signal);
  const too_long = refuseTooLong(input, max_output_tokens, model.maxInputTokens);
  if (too_long) return failed(too_long);
  await grants.count(job_id);
  progress(`The editor’s model ${model.name} is asked; at most ${most} requests for this job.`);
  const text = await readAnswer(model, messages, max_output_tokens, signal);
  if (text === null) {
    const message = `Reading stopped after ${mostCharacters(max_output_tokens)} characters.`;
    return failed(refusal('MODEL_OUTPUT_TOO_LONG', message));
  }
  const output = await countAll(model, [{ role: 'assistant', text }], signal).catch(unlessCounted);
  const usage = output === null ? null : { input, cached_input: 0, cache_write: 0, output };
  return { status: 'completed', result: { kind: 'model_call', text, served_model: identityOf(model), usage } };
}

async function countAll(model: EditorModel, messages: readonly ModelMessage[], signal: AbortSignal): Promise<number> {
  const counts = await orAborted(Promise.all(messages.map((message) => model.count(message, signal))), signal);
  return counts.reduce((sum, each) => sum + each, 0);
}

/** An answer that is there is not thrown away because nobody can say how long it is. */
function unlessCounted(error: unknown): null {
  if (error instanceof EditorModelError) return null;
  throw error;
}

/** Null for one that goes beyond its cap. */
async function readAnswer(
  model: EditorModel,
  messages: readonly ModelMessage[],
  max_output_tokens: number,
  signal: AbortSignal,
): Promise<string | null> {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  let text = '';
  for await (const piece of untilAborted(model.send(messages, until), signal)) {
    text += piece;
    if (text.length <= mostCharacters(max_output_tokens)) continue;
    stop.abort();
    return null;
  }
  return text;
}

function failed(failure: TaskFailure): TaskOutcome {
  return { status: 'failed', failure };
}
