import type { TaskFailure } from '@iama/contracts/task/payload';
import { refusal } from './model-grant.ts';

/** What an editor counts is not what the model counts: roles and separators are left out, and tokenizers are near ones. */
const MARGIN = 1.1;

/** Why a question with its answer is more than the model takes; null where both have room. All in tokens. */
export function refuseTooLong(counted: number, max_output_tokens: number, window: number): TaskFailure | null {
  const needed = Math.ceil(counted * MARGIN) + max_output_tokens;
  if (needed <= window) return null;
  return refusal(
    'MODEL_CONTEXT_TOO_LONG',
    `The question has about ${counted} tokens and its answer up to ${max_output_tokens}; the model takes ${window}. Nothing was sent.`,
  );
}

/** No tokenizer puts more characters into a token, long runs of spaces aside. */
const CHARACTERS_A_TOKEN = 16;

/** Characters after which an answer is over its cap for certain, so that reading it can stop. */
export function mostCharacters(max_output_tokens: number): number {
  return max_output_tokens * CHARACTERS_A_TOKEN;
}
