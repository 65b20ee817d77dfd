/** What the scripted model does with one request. Texts are streamed in pieces of `piece` characters, 24 unless said otherwise. */
export type ModelScript =
  | {
      readonly do: 'answer';
      readonly text: string;
      readonly piece?: number;
      /** Milliseconds between two pieces; a provider takes its time. */
      readonly pause_ms?: number;
      /** What it says it is; null says nothing. The model that was asked for unless said otherwise. */
      readonly model?: string | null;
      readonly finish?: 'stop' | 'length' | 'content_filter';
      readonly cached_tokens?: number;
      /** False: the stream ends without figures. */
      readonly usage?: boolean;
      /** Output tokens to claim instead of those that were sent. */
      readonly claims?: number;
    }
  /** Says nothing more: before its status, or after this text. */
  | { readonly do: 'hang'; readonly before: 'status' | 'text' | 'end'; readonly text?: string }
  /** The connection breaks after this text; with null, before the status. */
  | { readonly do: 'cut'; readonly text: string | null }
  /** The stream ends in good order after this text, and without a reason. */
  | { readonly do: 'stop_short'; readonly text: string }
  /** Events that are no JSON; or bytes that are no events. */
  | { readonly do: 'garbage'; readonly as: 'events' | 'bytes' }
  /** Text without end; or comments without end, and no text. */
  | { readonly do: 'endless'; readonly as: 'text' | 'comments' }
  /** A complaint in the middle of the stream. */
  | { readonly do: 'complain'; readonly text: string; readonly message: string }
  /** One JSON document, as if no stream had been asked for. */
  | { readonly do: 'one_document'; readonly text: string }
  | {
      readonly do: 'refuse';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Four characters a token: the scripted model's own way of counting. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);
