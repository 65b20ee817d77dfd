import { z } from 'zod';
import { LockSettings } from '../test-run/lock.ts';
import { ContextConfidence } from '../model/context-bundle.ts';
import { Complexity, PlanAnalysis, PlanLevel } from '../recipe.ts';

const Count = z.int().nonnegative();

/**
 * Tokens that models of a goal may be sent and may answer with. `context`: what every call is shown; `first_attempt`: one call with an
 * answer of ordinary length; `at_most`: every attempt that the plan has, each with its correction and as long as it may be.
 */
export const TokenEstimate = z.object({ context: Count, first_attempt: Count, at_most: Count });
export type TokenEstimate = z.infer<typeof TokenEstimate>;

/** What plans with `professional_proposals` are told of a proposal beyond its other figures. All of it is counted, nothing is a guess of a model. */
export const ProfessionalFields = z.object({
  /** The figures as sentences; those that say nothing are left out. */
  technical_analysis: z.array(z.string()),
  /** Null where the client did not count it. */
  estimated_complexity: Complexity.nullable(),
  /** Share of the changed files that some test reaches, 0 to 1; null where nothing changes. */
  tested_share: z.number().min(0).max(1).nullable(),
  /** Null for a recipe, which asks no model. */
  tokens: TokenEstimate.nullable(),
  /** How sure edits by symbol will hold; null for a recipe, whose edits are computed. */
  confidence: ContextConfidence.nullable(),
});
export type ProfessionalFields = z.infer<typeof ProfessionalFields>;

/**
 * Whether a plan may be agreed to as it is chosen, without its specification being shown first. `too_large`: more than one file, a few
 * symbols or a low risk. `not_in_plan`: small enough, and the account's plan does not include it.
 */
export const FastTrack = z.enum(['offered', 'too_large', 'not_in_plan']);
export type FastTrack = z.infer<typeof FastTrack>;

/** A plan offered to the person: the recipe's analysis, with price, time and the way back. */
export const Proposal = PlanAnalysis.omit({ complexity: true }).extend({
  undo: z.string(),
  /**
   * Credits; all 0 for deterministic recipes, and for models without a price. `credits_min`: the first attempt is the last.
   * `credits_max`: every attempt that is made without asking again, with answers of ordinary length. `credits_cap`: what the job may cost at the very most; absent in quotes from before there was one.
   */
  price: z.object({
    credits_min: z.number().nonnegative(),
    credits_max: z.number().nonnegative(),
    credits_cap: z.number().nonnegative().optional(),
  }),
  /**
   * What pinning behaviour will cost, before it is spent: how often the existing tests run before the edit, and at most how
   * many milliseconds go into tests of our own and their measure (0: this plan changes nothing they can be written for).
   */
  lock: LockSettings.pick({ runs: true, budget_ms: true, mode: true })
    // A model writes tests of the specification, which the price includes.
    .extend({ tests_by_model: z.boolean().optional() })
    .optional(),
  /** False when the level would change nothing: it is shown, and cannot be chosen. */
  selectable: z.boolean(),
  /** Absent where it is out of the question: of a goal, of a plan that changes nothing, and in plans from before there was fast track. */
  fast_track: FastTrack.optional(),
  /** Absent on plans without `professional_proposals`. */
  professional: ProfessionalFields.optional(),
});
export type Proposal = z.infer<typeof Proposal>;

/** Exactly three, in the order of PlanLevel. `recommended` is null when none can be chosen. */
export const ProposalSet = z.object({
  proposals: z.array(Proposal).length(3),
  recommended: PlanLevel.nullable(),
});
export type ProposalSet = z.infer<typeof ProposalSet>;
