import type { ModelClass } from '@iama/contracts/model/model-class';
import type { ModelPrice } from '@iama/contracts/model/usage';
import { outputCap } from './output-cap.ts';
import { priceCall } from './price-call.ts';
import { creditsOf } from '../quota/credits.ts';
import type { HealingPolicy, Quote } from '../refactor/context.ts';

export interface QuoteFacts {
  /** Tokens of the context, which every call is sent. */
  readonly context_tokens: number;
  /** What the job's calls have cost so far, billionths of a US dollar. */
  readonly spent_nano_usd: number;
  readonly healing: HealingPolicy;
  /** Of the model that a class is routed to; null where it has no price. */
  readonly priceOf: (model_class: ModelClass) => ModelPrice | null;
}

/** The rules, the specification and the form of the answer, with some room. Tokens. */
const INSTRUCTIONS = 3000;
/** What an attempt is told of the ones before it, at most. Tokens. */
const HISTORY = 20_000;
/** An ordinary answer is as long as a part of what is shown. */
const ANSWER_SHARE = 0.25;
/** One answer, and one that corrects it. */
const CALLS_AN_ATTEMPT = 2;

/** What the models of a goal cost: least, most without asking again, and most of all. */
export function quoteGoal(facts: QuoteFacts): Quote {
  const { spent_nano_usd: spent, healing } = facts;
  const open = healing.tiers.filter(({ confirm }) => confirm !== true || healing.pre_authorized);
  const most = (tiers: HealingPolicy['tiers'][number][]): number =>
    tiers.reduce((sum, { attempts, model_class = 'L1' }) => {
      const price = facts.priceOf(model_class);
      return sum + attempts * dearestAttempt(facts.context_tokens, model_class, price);
    }, 0);
  return {
    credits_min: creditsOf(spent + least(facts)),
    credits_max: creditsOf(spent + most(open)),
    credits_cap: creditsOf(spent + most([...healing.tiers])),
  };
}

function least({ context_tokens, priceOf }: QuoteFacts): number {
  const output = Math.min(outputCap('L1'), Math.ceil(context_tokens * ANSWER_SHARE));
  return cost(priceOf('L1'), context_tokens + INSTRUCTIONS, output);
}

/** The most that one attempt can cost, with its correction. Billionths of a US dollar. */
export function dearestAttempt(context_tokens: number, model_class: ModelClass, price: ModelPrice | null): number {
  const cap = outputCap(model_class);
  return CALLS_AN_ATTEMPT * cost(price, context_tokens + INSTRUCTIONS + HISTORY + cap, cap);
}

function cost(price: ModelPrice | null, input: number, output: number): number {
  return price === null ? 0 : (priceCall({ input, cached_input: 0, cache_write: 0, output }, price) ?? 0);
}
