import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';
import { PlanLevel, Risk } from '../recipe.ts';

const Sentence = z.string().trim().min(1).max(1000);

/** One thing that a plan changes, where it is. */
export const PlannedChange = z.object({
  path: WorkspacePath,
  symbol: z.string().max(500).nullable().default(null),
  statement: Sentence,
});

/** A plan as a model proposes it. Figures are not its business: they are counted. */
export const PlannedLevel = z.object({
  level: PlanLevel,
  title: z.string().trim().min(1).max(200),
  summary: Sentence,
  will: z.array(Sentence).max(20),
  will_not: z.array(Sentence).max(20),
  risk: Risk,
  risk_reason: Sentence,
  changes: z.array(PlannedChange).max(100),
  /** Behaviour that has to hold afterwards. */
  behaviours: z
    .array(z.object({ given: Sentence, when: Sentence, then: Sentence }))
    .max(20)
    .default([]),
  new_files: z.array(WorkspacePath).max(20).default([]),
  deleted_files: z.array(WorkspacePath).max(20).default([]),
});
export type PlannedLevel = z.infer<typeof PlannedLevel>;

/** The `plan_schema`: three plans for one goal, from the least to the most. */
export const PlanAnswer = z.object({ plans: z.array(PlannedLevel).length(3) });
export type PlanAnswer = z.infer<typeof PlanAnswer>;
