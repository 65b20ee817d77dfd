import type { ModelTestResult } from '@iama/contracts/model/model-test';
import { AppError } from '../app-error.ts';
import type { ModelDescription } from '../ports/model-port.ts';
import { attemptCall } from './attempt-call.ts';
import { findModel } from './find-model.ts';
import type { ModelAnswer } from './model-answer.ts';
import { presentModel } from './list-models.ts';
import type { ModelDeps } from './model-deps.ts';
import { ModelFailure } from './model-failure.ts';
import type { ModelCaller } from './model-request.ts';

/** Enough for a model that thinks before it says a word. */
const TOKENS = 1024;
const PROMPT = {
  stable: ['You answer with words only, in one line.'],
  turns: [{ role: 'user', text: 'Count from one to ten, in English.' }],
} as const;

/** How long whoever asked waits: `signal` aborts after `ms`, and for no other reason. */
export interface Patience {
  readonly ms: number;
  readonly signal: AbortSignal;
}

/**
 * A small real call to this model, and what it showed. Whatever is wrong is the result, not an error. One try, and past the
 * guard: a model that is left alone would not say why. NOT_FOUND.
 */
export async function testModel(
  deps: ModelDeps,
  caller: ModelCaller,
  alias: string,
  patience: Patience,
): Promise<ModelTestResult> {
  const model = deps.models.port.list().find((each) => each.alias === alias);
  if (!model) throw new AppError('NOT_FOUND', `There is no model called ${alias}.`);
  const request = {
    caller,
    job_id: null,
    request_key: `connection-test/${deps.ids.next()}`,
    stage: 'connection_test',
    model_class: 'L1',
    alias,
    max_output_tokens: TOKENS,
    prompt: PROMPT,
    slices: [],
    placeholders: {},
  } as const;
  try {
    return answered(model, await attemptCall(deps, request, await findModel(deps, request), patience.signal));
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return failed(model, error.code === 'MODEL_CANCELLED' ? tooSlow(error, patience) : error);
  }
}

function answered(model: ModelDescription, answer: ModelAnswer): ModelTestResult {
  const { receipt, receipt_sha256, pieces, first_text_at } = answer;
  const { served_model, usage, cost_nano_usd, started_at, ended_at } = receipt;
  const started = Date.parse(started_at);
  const said = pieces > 0;
  const stream = said
    ? { pieces, first_ms: (first_text_at?.getTime() ?? started) - started, total_ms: Date.parse(ended_at) - started }
    : null;
  return {
    ...presentModel(model),
    ok: said,
    code: said ? null : 'MODEL_GARBLED',
    sentence: said ? wellSaid(model, pieces) : 'The model ended without a word.',
    next: said ? null : 'Check that the model is made for conversations.',
    said: null,
    served_model,
    stream,
    usage,
    cost_nano_usd,
    receipt_sha256,
  };
}

function wellSaid({ model, endpoint }: ModelDescription, pieces: number): string {
  if (pieces > 1) return `${model} answers at ${endpoint}, and streams.`;
  return `${model} answers at ${endpoint}, but in one piece: what is in between may hold the stream back.`;
}

function tooSlow({ receipt_sha256 }: ModelFailure, { ms }: Patience): ModelFailure {
  const failure = new ModelFailure('MODEL_TIMEOUT', `The answer was not finished after ${ms / 1000} s.`);
  failure.receipt_sha256 = receipt_sha256;
  return failure;
}

function failed(model: ModelDescription, failure: ModelFailure): ModelTestResult {
  const { code, message, next, said, receipt_sha256 } = failure;
  const nothing = { served_model: null, stream: null, usage: null, cost_nano_usd: null };
  return { ...presentModel(model), ...nothing, ok: false, code, sentence: message, next, said, receipt_sha256 };
}
