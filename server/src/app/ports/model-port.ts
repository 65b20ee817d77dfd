import type { AnsweringProvider, ModelAlias } from '@iama/contracts/model/model-class';
import type { ModelPrice, ModelUsage } from '@iama/contracts/model/usage';

/** A configured model, without its key. */
export interface ModelDescription {
  readonly alias: ModelAlias;
  readonly provider: AnsweringProvider;
  /** What the endpoint is asked for. */
  readonly model: string;
  /** Other names that the endpoint may give this model in its answers. */
  readonly served_as: readonly string[];
  /** Base address, without user, password and query. */
  readonly endpoint: string;
  readonly price: ModelPrice | null;
  /** Longest that one call may take, milliseconds. */
  readonly total_ms: number;
}

export interface ModelPrompt {
  /** Instructions and context that stay the same between calls, most lasting first. Sent first, with hints to cache it. */
  readonly stable: readonly string[];
  readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
}

export interface PortCall {
  /** Sent along as X-Client-Request-Id, so that a provider's records can be compared with ours. */
  readonly call_id: string;
  readonly alias: ModelAlias;
  readonly prompt: ModelPrompt;
  readonly max_output_tokens: number;
}

/**
 * `accepted` comes first, with the status 200 and before any text; the provider bills from there on. `served_by` comes
 * before the text of that model, and again when the name changes. `thought` is what a model thinks and does not say.
 */
export type ModelPart =
  | { readonly type: 'accepted' }
  | { readonly type: 'served_by'; readonly model: string; readonly upstream_id: string | null }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thought'; readonly text: string }
  | {
      readonly type: 'end';
      readonly finish: 'stop' | 'length' | 'filtered' | 'other';
      /** Null when the provider gave no figures. */
      readonly usage: ModelUsage | null;
    };

/** Language models, one request at a time: no retries, no routes, no limits. Everything that comes back is data. */
export interface ModelPort {
  /** All that is configured, in the order of the configuration. */
  list(): readonly ModelDescription[];
  /**
   * One streamed answer. Ends after `end`, or throws ModelFailure. The request is closed as soon as `signal` aborts
   * (MODEL_CANCELLED) or the caller stops reading. An alias that is not configured: MODEL_NOT_CONFIGURED.
   */
  stream(call: PortCall, signal: AbortSignal): AsyncIterable<ModelPart>;
}
