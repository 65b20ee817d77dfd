import type { ModelMessage } from '../../core/editor-model/messages-of.ts';
import type { ModelFacts } from '../../core/editor-model/model-identity.ts';
import type { ModelError } from '../../core/editor-model/failure-of.ts';

/** A language model that the person has in their editor. */
export interface EditorModel extends ModelFacts {
  /** Whether it can be asked without the editor asking the person first. Asks nobody. */
  mayBeAsked(): boolean;
  /** Tokens, as the model's provider counts them. Throws EditorModelError. */
  count(message: ModelMessage, signal: AbortSignal): Promise<number>;
  /**
   * One request; its text comes in pieces. The editor may ask the person whether it is allowed. Ends soon after `signal` aborts.
   * Throws EditorModelError.
   */
  send(messages: readonly ModelMessage[], signal: AbortSignal): AsyncIterable<string>;
}

export interface EditorModelPort {
  /** What there is now, of every provider. Sends nothing. */
  models(): Promise<readonly EditorModel[]>;
  /** Resolves when other models may be there than before, or soon after `signal` aborts. */
  change(signal: AbortSignal): Promise<void>;
}

/** A model that was asked and gave nothing. */
export class EditorModelError extends Error {
  readonly told: ModelError;

  constructor(told: ModelError) {
    super(told.message);
    this.name = 'EditorModelError';
    this.told = told;
  }
}
