import type { ModelAlias, ModelProvider } from '@iama/contracts/model/model-class';
import type { ModelPrice } from '@iama/contracts/model/usage';

/** Where a key is kept. The key itself is read when it is needed, and never kept. */
export type KeyReference = { readonly env: string } | { readonly file: string };

/** One model as it is configured. Times in milliseconds. */
export interface ModelSettings {
  readonly alias: ModelAlias;
  readonly provider: ModelProvider;
  readonly model: string;
  /** Up to the part before /chat/completions; null is the provider's own. */
  readonly base_url: string | null;
  /** Null: the endpoint asks for none. */
  readonly key: KeyReference | null;
  readonly served_as: readonly string[];
  readonly price: ModelPrice | null;
  /** The name by which the endpoint takes the limit of an answer. */
  readonly output_limit_field: 'max_tokens' | 'max_completion_tokens';
  /** Ask for figures at the end of the stream. An endpoint that does not take `stream_options` leaves us to count ourselves. */
  readonly stream_usage: boolean;
  /** Send `prompt_cache_key`, so that calls with the same beginning meet the same cache. Not every endpoint takes it. */
  readonly prompt_cache_key: boolean;
  /** Calls at once, from one process. */
  readonly concurrency: number;
  /** Until the first event after the request. */
  readonly first_token_ms: number;
  /** Between two events. */
  readonly idle_ms: number;
  readonly total_ms: number;
}
