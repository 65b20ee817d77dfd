import type { KillSwitch } from '../../domain/kill-switch/kill-scope.ts';
import { clientOutputCap, outputCap } from '../../domain/model/output-cap.ts';
import type { OpenCall } from '../ports/model-call-store.ts';
import type { ModelDescription } from '../ports/model-port.ts';
import type { WatchedCall } from '../ports/switch-watch.ts';
import type { ModelAnswer } from './model-answer.ts';
import { askClient } from './ask-client.ts';
import { collectAnswer } from './collect-answer.ts';
import type { SeenAnswer } from './collect-answer.ts';
import type { ModelDeps } from './model-deps.ts';
import { ModelFailure } from './model-failure.ts';
import type { ModelRequest } from './model-request.ts';
import { settleCall } from './settle-call.ts';

/** After a call's own time is up: until then its process may still be writing down how it ended. */
const SETTLING_MS = 60_000;

/** One request to the provider: written down before it is sent, and settled however it ends. */
export async function attemptCall(
  deps: ModelDeps,
  request: ModelRequest,
  model: ModelDescription,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  if (signal.aborted) throw new ModelFailure('MODEL_CANCELLED');
  const { user_id, tier } = request.caller;
  const watched = await deps.models.switches.begin({ user_id, tier, alias: model.alias });
  try {
    const off = watched.off();
    if (off !== null) throw switchedOff(off);
    return await watchedCall(deps, request, model, signal, watched);
  } finally {
    watched.done();
  }
}

async function watchedCall(
  deps: ModelDeps,
  request: ModelRequest,
  model: ModelDescription,
  cancelled: AbortSignal,
  watched: WatchedCall,
): Promise<ModelAnswer> {
  const signal = AbortSignal.any([cancelled, watched.signal]);
  const call = await openCall(deps, request, model);
  const { call_id, alias, max_output_tokens } = call;
  const { prompt } = request;
  const asked = { call_id, alias, prompt, max_output_tokens };
  const { client, job_id } = request;
  const parts =
    client && job_id !== null
      ? askClient(deps, { ...asked, job_id, client, total_ms: model.total_ms }, signal)
      : deps.models.port.stream(asked, signal);
  const answer = await collectAnswer(parts, {
    model,
    max_output_tokens,
    onText: request.onText,
    now: () => deps.clock.now(),
    onAccepted: () => deps.store.transaction(async (tx) => void (await tx.model_calls.accept(call_id))),
  });
  const seen = nameSwitch(answer, watched.off());
  const settled = await settleCall(deps, call_id, seen);
  if (seen.failure) {
    seen.failure.receipt_sha256 = settled?.sha256 ?? null;
    throw seen.failure;
  }
  // Only a sweep settles a call of another process, and that leaves a true end its place.
  if (!settled) throw new Error(`The call ${call_id} was settled by somebody else`);
  const { text, pieces, first_text_at } = seen;
  return { text, pieces, first_text_at, receipt: settled.body, receipt_sha256: settled.sha256 };
}

/** A call that a switch ended was not cancelled by whoever asked. */
function nameSwitch(seen: SeenAnswer, off: KillSwitch | null): SeenAnswer {
  if (off === null || seen.failure?.code !== 'MODEL_CANCELLED') return seen;
  return { ...seen, failure: switchedOff(off, seen.failure.served) };
}

function switchedOff({ reason }: KillSwitch, served: ModelFailure['served'] = 'no'): ModelFailure {
  return new ModelFailure('MODEL_SWITCHED_OFF', `An operator has switched the model off: ${reason}`, { served });
}

async function openCall(deps: ModelDeps, request: ModelRequest, model: ModelDescription): Promise<OpenCall> {
  const { caller, job_id, request_key, stage, model_class, prompt, slices, placeholders } = request;
  const { client } = request;
  const cap = client ? clientOutputCap(model_class, client.model.tokens) : outputCap(model_class);
  const sent = JSON.stringify(prompt);
  const started_at = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const call: OpenCall = {
      call_id: deps.ids.next(),
      chain_id: job_id ?? caller.user_id,
      org_id: caller.org_id,
      user_id: caller.user_id,
      job_id,
      request_key,
      attempt: await tx.model_calls.nextAttempt(request_key),
      stage,
      model_class,
      tier: caller.tier,
      alias: model.alias,
      provider: model.provider,
      routed_model: model.model,
      prompt_sha256: deps.digest.sha256(sent),
      prompt_bytes: new TextEncoder().encode(sent).length,
      slices: [...slices],
      placeholders: { ...placeholders },
      max_output_tokens: Math.min(cap, request.max_output_tokens ?? cap),
      price: model.price,
      started_at,
    };
    await tx.model_calls.insert(call, new Date(started_at.getTime() + model.total_ms + SETTLING_MS));
    return call;
  });
}
