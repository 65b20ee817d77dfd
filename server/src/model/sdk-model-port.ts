import type { LanguageModelV4FinishReason } from '@ai-sdk/provider';
import { ModelFailure } from '../app/models/model-failure.ts';
import type { Clock } from '../app/ports/clock.ts';
import type { ModelDescription, ModelPart, ModelPort, PortCall } from '../app/ports/model-port.ts';
import { endpointOf } from './endpoint-of.ts';
import { explainFailure } from './explain-failure.ts';
import type { ModelSettings } from './model-settings.ts';
import { openLanguageModel } from './open-language-model.ts';
import { readKey } from './read-key.ts';
import { readUsage } from './read-usage.ts';
import { servedBy } from './served-by.ts';
import { strictFetch } from './strict-fetch.ts';
import { toPrompt } from './to-prompt.ts';
import { watchFailure, watchStream } from './watch-stream.ts';

interface PortDeps {
  /** Where keys are, if a reference names a variable. */
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
}

/**
 * Models through the AI SDK's providers. Their streams are read directly, not through `streamText`: that one tells which
 * model answered at the end only, and we hang up on the wrong one before it costs more.
 */
export function sdkModelPort(models: readonly ModelSettings[], deps: PortDeps): ModelPort {
  return {
    list: () => models.map(describe),
    stream(call, signal) {
      const settings = models.find(({ alias }) => alias === call.alias);
      if (!settings) throw new ModelFailure('MODEL_NOT_CONFIGURED', `There is no model called ${call.alias}.`);
      return streamOnce(settings, call, signal, deps);
    },
  };
}

function describe(settings: ModelSettings): ModelDescription {
  const { alias, provider, model, served_as, price, total_ms } = settings;
  return { alias, provider, model, served_as, price, total_ms, endpoint: endpointOf(settings) };
}

async function* streamOnce(
  settings: ModelSettings,
  call: PortCall,
  signal: AbortSignal,
  { env, clock }: PortDeps,
): AsyncGenerator<ModelPart> {
  const { model, provider } = settings;
  const { max_output_tokens } = call;
  const watch = watchStream(settings, signal);
  let key: string | null = null;
  let sent = false;
  let accepted = false;
  try {
    key = settings.key && (await readKey(settings.key, env));
    const opened = await openLanguageModel(settings, key, strictFetch(max_output_tokens));
    sent = true;
    const { stream } = await opened.doStream({
      prompt: toPrompt(call.prompt, provider),
      maxOutputTokens: max_output_tokens,
      headers: { 'x-client-request-id': call.call_id },
      abortSignal: watch.signal,
      includeRawChunks: true,
    });
    accepted = true;
    yield { type: 'accepted' };
    let named: string | null = null;
    for await (const part of stream) {
      if (part.type !== 'stream-start') watch.beat();
      if (part.type === 'raw') {
        const by = servedBy(part.rawValue);
        if (by === null || by.model === named) continue;
        named = by.model;
        yield { type: 'served_by', ...by };
      } else if (part.type === 'text-delta') yield { type: 'text', text: part.delta };
      else if (part.type === 'reasoning-delta') yield { type: 'thought', text: part.delta };
      else if (part.type === 'error') throw part.error;
      else if (part.type === 'finish') {
        yield { type: 'end', finish: finishOf(part.finishReason), usage: readUsage(part.usage) };
      }
    }
  } catch (error) {
    // Before the request went out, whatever is no ModelFailure is a fault of ours.
    if (!sent && !(error instanceof ModelFailure)) throw error;
    const served = accepted ? 'yes' : sent ? 'unknown' : 'no';
    throw (
      watchFailure(watch, served) ??
      explainFailure(error, { model, endpoint: endpointOf(settings), key, accepted, now: clock.now() })
    );
  } finally {
    watch.end();
  }
}

function finishOf({ unified }: LanguageModelV4FinishReason): Extract<ModelPart, { type: 'end' }>['finish'] {
  if (unified === 'stop' || unified === 'length') return unified;
  return unified === 'content-filter' ? 'filtered' : 'other';
}
