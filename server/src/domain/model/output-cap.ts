import type { ModelClass } from '@iama/contracts/model/model-class';

/** Tokens that one answer may have. L1 writes tests and patches; L2 and L3 only mend what failed. */
const CAPS: Readonly<Record<ModelClass, number>> = { L1: 30_000, L2: 5_000, L3: 5_000 };

/**
 * Most characters that a token stands for in practice, long runs of spaces aside. More text than this is over the cap
 * for certain, so reading can stop without knowing how the model counts.
 */
const CHARACTERS_A_TOKEN = 16;

export function outputCap(model_class: ModelClass): number {
  return CAPS[model_class];
}

/** Of what an editor's model takes in, so much is left free for its answer: the context has three fifths, instructions the rest. */
const CLIENT_SHARE = 0.25;

/** The same for a model of an editor that takes `tokens` in: an answer that has no room beside its question is not asked for. */
export function clientOutputCap(model_class: ModelClass, tokens: number): number {
  return Math.max(1, Math.min(outputCap(model_class), Math.floor(tokens * CLIENT_SHARE)));
}

/** Characters after which an answer is over its cap, however the model counts. */
export function mostCharacters(max_output_tokens: number): number {
  return max_output_tokens * CHARACTERS_A_TOKEN;
}
