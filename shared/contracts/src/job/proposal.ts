import { z } from 'zod';
import { PlanAnalysis, PlanLevel } from '../recipe.ts';

/** A plan offered to the person: the recipe's analysis, with price, time and the way back. */
export const Proposal = PlanAnalysis.extend({
  undo: z.string(),
  /** Credits; both 0 for deterministic recipes. */
  price: z.object({ credits_min: z.number().nonnegative(), credits_max: z.number().nonnegative() }),
  /** False when the level would change nothing: it is shown, and cannot be chosen. */
  selectable: z.boolean(),
});
export type Proposal = z.infer<typeof Proposal>;

/** Exactly three, in the order of PlanLevel. `recommended` is null when none can be chosen. */
export const ProposalSet = z.object({
  proposals: z.array(Proposal).length(3),
  recommended: PlanLevel.nullable(),
});
export type ProposalSet = z.infer<typeof ProposalSet>;
