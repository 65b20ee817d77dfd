/** What the scripted model knows of one request: its own book, kept without asking the product. */
export interface BookEntry {
  /** The product's name for the call, from X-Client-Request-Id. */
  readonly call_id: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: ChatRequest;
  readonly input_tokens: number;
  /** Tokens that went out so far. */
  output_tokens: number;
  /** It answered with 200: a provider bills from here on. */
  served: boolean;
  /** `closed` by whoever asked, before the answer was whole. */
  ending: 'open' | 'whole' | 'refused' | 'broken' | 'closed';
  /** The figures it sent with the last event; null when it sent none. */
  told: { readonly input_tokens: number; readonly output_tokens: number } | null;
  readonly asked_at: number;
  closed_at: number | null;
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly [key: string]: unknown;
}
