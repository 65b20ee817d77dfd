import type { ModelClass } from '@iama/contracts/model/model-class';
import type { TokenEstimate } from '@iama/contracts/job/proposal';
import type { HealingPolicy } from '../refactor/context.ts';
import { outputCap } from './output-cap.ts';

export interface CallTokens {
  readonly input: number;
  readonly output: number;
}

/** The rules, the specification and the form of the answer, with some room. Tokens. */
const INSTRUCTIONS = 3000;
/** What an attempt is told of the ones before it, at most and ordinarily. Tokens. */
const HISTORY = 20_000;
export const ORDINARY_HISTORY = 2000;
/** An ordinary answer is as long as a part of what is shown, and has its form. Tokens. */
const ANSWER_SHARE = 0.25;
const SHORTEST_ANSWER = 500;
/** One answer, and one that corrects it. */
export const CALLS_AN_ATTEMPT = 2;

/** A call with an answer of ordinary length. */
export function ordinaryCall(context_tokens: number, history: number, model_class: ModelClass): CallTokens {
  const answer = Math.max(SHORTEST_ANSWER, Math.ceil(context_tokens * ANSWER_SHARE));
  return { input: context_tokens + INSTRUCTIONS + history, output: Math.min(outputCap(model_class), answer) };
}

/** One that is told the most there can be, and answers at the greatest length. */
export function longestCall(context_tokens: number, model_class: ModelClass): CallTokens {
  const cap = outputCap(model_class);
  return { input: context_tokens + INSTRUCTIONS + HISTORY + cap, output: cap };
}

/** What the attempts of a goal may come to, with its tests where a model writes them. */
export function estimateTokens(
  context_tokens: number,
  { tiers }: Pick<HealingPolicy, 'tiers'>,
  writes_tests: boolean,
): TokenEstimate {
  const sum = ({ input, output }: CallTokens): number => input + output;
  const most = tiers.map(
    ({ attempts, model_class = 'L1' }) => attempts * CALLS_AN_ATTEMPT * sum(longestCall(context_tokens, model_class)),
  );
  const tests = writes_tests ? CALLS_AN_ATTEMPT * sum(longestCall(context_tokens, 'L1')) : 0;
  return {
    context: context_tokens,
    first_attempt: sum(ordinaryCall(context_tokens, 0, 'L1')),
    at_most: most.reduce((all, each) => all + each, tests),
  };
}
