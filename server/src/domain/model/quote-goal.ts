import type { ModelClass } from '@iama/contracts/model/model-class';
import type { ModelPrice } from '@iama/contracts/model/usage';
import { CALLS_AN_ATTEMPT, longestCall, ORDINARY_HISTORY, ordinaryCall } from './call-tokens.ts';
import type { CallTokens } from './call-tokens.ts';
import { priceCall } from './price-call.ts';
import { creditsOf } from '../quota/credits.ts';
import type { HealingPolicy, HealingTier, Quote } from '../refactor/context.ts';

export interface QuoteFacts {
  /** Tokens of the context, which every call is sent. */
  readonly context_tokens: number;
  /** What the job's calls have cost so far, billionths of a US dollar. */
  readonly spent_nano_usd: number;
  readonly healing: HealingPolicy;
  /** Of the model that writes tests of the specification before the first attempt; null where none does, or it has no price. */
  readonly tests_price: ModelPrice | null;
  /** Of the model that a class is routed to; null where it has no price. */
  readonly priceOf: (model_class: ModelClass) => ModelPrice | null;
}

/**
 * What the models of a goal cost, with its tests where a model writes them: the first attempt alone; every attempt that is made
 * without asking, with its correction and answers of ordinary length; and every attempt of all, each as long as it may be.
 */
export function quoteGoal(facts: QuoteFacts): Quote {
  const { spent_nano_usd, healing, tests_price, context_tokens: tokens, priceOf } = facts;
  const tests = cost(tests_price, ordinaryCall(tokens, 0, 'L1'));
  const dearest_tests = dearestAttempt(tokens, 'L1', tests_price);
  const spent = spent_nano_usd + tests;
  const open = healing.tiers.filter(({ confirm }) => confirm !== true || healing.pre_authorized);
  const sum = (tiers: readonly HealingTier[], attemptCost: (model_class: ModelClass) => number): number =>
    tiers.reduce((all, { attempts, model_class = 'L1' }) => all + attempts * attemptCost(model_class), 0);
  return {
    credits_min: creditsOf(spent + cost(priceOf('L1'), ordinaryCall(tokens, 0, 'L1'))),
    credits_max: creditsOf(
      spent_nano_usd +
        CALLS_AN_ATTEMPT * tests +
        sum(open, (each) => CALLS_AN_ATTEMPT * cost(priceOf(each), ordinaryCall(tokens, ORDINARY_HISTORY, each))),
    ),
    credits_cap: creditsOf(
      spent_nano_usd + dearest_tests + sum(healing.tiers, (each) => dearestAttempt(tokens, each, priceOf(each))),
    ),
  };
}

/** The most that one attempt can cost, with its correction. Billionths of a US dollar. */
export function dearestAttempt(context_tokens: number, model_class: ModelClass, price: ModelPrice | null): number {
  return CALLS_AN_ATTEMPT * cost(price, longestCall(context_tokens, model_class));
}

function cost(price: ModelPrice | null, { input, output }: CallTokens): number {
  return price === null ? 0 : (priceCall({ input, cached_input: 0, cache_write: 0, output }, price) ?? 0);
}
