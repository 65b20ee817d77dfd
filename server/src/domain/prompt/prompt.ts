/** What a model is sent. `stable` stays the same between the calls of a job, most lasting first, so that it can be cached. */
export interface Prompt {
  readonly stable: readonly string[];
  readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
}
