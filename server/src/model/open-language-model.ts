import type { LanguageModelV4 } from '@ai-sdk/provider';
import { ModelFailure } from '../app/models/model-failure.ts';
import type { ModelSettings } from './model-settings.ts';

/** The SDK's model for one call. Loaded when first needed: whoever uses recipes only never pays for it. */
export async function openLanguageModel(
  settings: ModelSettings,
  key: string | null,
  fetch: typeof globalThis.fetch,
): Promise<LanguageModelV4> {
  const { provider, model, base_url, stream_usage } = settings;
  switch (provider) {
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      if (base_url === null) throw new Error('An OpenAI-compatible model without an address was configured');
      return createOpenAICompatible({
        name: 'compatible',
        baseURL: base_url,
        fetch,
        includeUsage: stream_usage,
        transformRequestBody: (body) => withLimitField(body, settings),
        ...(key === null ? {} : { apiKey: key }),
      }).chatModel(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ apiKey: required(key), fetch, ...address(base_url) })(model);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ apiKey: required(key), fetch, ...address(base_url) })(model);
    }
  }
}

const address = (base_url: string | null) => (base_url === null ? {} : { baseURL: base_url });

/** Without one the SDK would look for a key in variables that nobody named. */
function required(key: string | null): string {
  if (key !== null) return key;
  throw new ModelFailure('MODEL_KEY_MISSING', 'This provider takes no calls without a key, and none is configured.');
}

function withLimitField(body: Record<string, unknown>, settings: ModelSettings): Record<string, unknown> {
  const { output_limit_field, prompt_cache_key, alias } = settings;
  const { max_tokens, ...rest } = body;
  return {
    ...rest,
    [output_limit_field]: max_tokens,
    ...(prompt_cache_key ? { prompt_cache_key: `iama-${alias}` } : {}),
  };
}
