import { z } from 'zod';
import { WorkspacePath } from './primitives.ts';

/**
 * What a job or a fix is done by, as a person types it. All but `goal` are deterministic; `goal` is written by a model, after the
 * words of a job.
 */
export const RecipeId = z.enum([
  'unused-code',
  'commonjs-to-esm',
  'typo-in-string',
  'missing-import',
  'unused-variable',
  'formatting',
  'missing-type-annotation',
  'deprecated-api',
  'console-removal',
  'comment-cleanup',
  'promises-to-async',
  'var-to-const',
  'rename-symbol',
  'move-symbol',
  'goal',
]);
export type RecipeId = z.infer<typeof RecipeId>;

/**
 * What a recipe must be told beyond its target. `new_name` is for `rename-symbol`, `to_path` (the file that shall hold the
 * symbol) for `move-symbol`; the symbol itself is the target's.
 */
export const RecipeOptions = z.object({
  new_name: z.string().min(1).max(200).optional(),
  to_path: WorkspacePath.optional(),
});
export type RecipeOptions = z.infer<typeof RecipeOptions>;

/** Three proposals, from the least to the most that a recipe may do. */
export const PlanLevel = z.enum(['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE']);
export type PlanLevel = z.infer<typeof PlanLevel>;

export const Risk = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof Risk>;

/**
 * One thing a recipe found and would change. `id` is stable for the same code (it does not contain line numbers), so
 * that a later attempt can leave it out. `group` ties findings that only make sense together.
 */
export const Finding = z.object({
  id: z.string(),
  kind: z.string(),
  path: WorkspacePath,
  symbol: z.string().nullable(),
  line: z.int().positive(),
  message: z.string(),
  group: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** Something the recipe looked at and leaves as it is, with the reason a person would want to read. */
export const Kept = z.object({
  path: WorkspacePath,
  symbol: z.string().nullable(),
  line: z.int().positive().nullable(),
  reason: z.string(),
});
export type Kept = z.infer<typeof Kept>;

/**
 * McCabe's cyclomatic complexity of the files that a plan changes, added up. `after` is null where nothing is written yet; `unread`
 * counts changed files that could not be read, which are in neither figure.
 */
export const Complexity = z.object({
  before: z.int().nonnegative(),
  after: z.int().nonnegative().nullable(),
  unread: z.int().nonnegative(),
});
export type Complexity = z.infer<typeof Complexity>;

/** What a plan would do at one level. A recipe computes it from the real code; of a goal, a model says it, and figures are counted. */
export const PlanAnalysis = z.object({
  level: PlanLevel,
  title: z.string(),
  summary: z.string(),
  /** Deeds in the infinitive, as after "It will" and "It will not": `remove 3 unused imports`. */
  will: z.array(z.string()),
  will_not: z.array(z.string()),
  risk: Risk,
  risk_reason: z.string(),
  /** At most 500 are sent; `finding_count` is the full number. */
  findings: z.array(Finding).max(500),
  finding_count: z.int().nonnegative(),
  kept: z.array(Kept).max(500),
  /** `new_path` is the file's name afterwards: only for `rename`, else null. */
  files: z.array(
    z.object({
      path: WorkspacePath,
      change: z.enum(['modify', 'create', 'delete', 'rename']),
      new_path: WorkspacePath.nullable(),
      /** Test files that reach it through imports, at most 50 of them; analyses stored before this have none. */
      reached_by: z.array(WorkspacePath).max(50).optional(),
    }),
  ),
  symbols: z.int().nonnegative(),
  /** Files outside the change that import a changed file. */
  callers: z.int().nonnegative(),
  /** Test files that reach a changed file through imports. */
  tests_reaching: z.int().nonnegative(),
  /** Both 0 for a goal: nothing is written yet. */
  lines_added: z.int().nonnegative(),
  lines_removed: z.int().nonnegative(),
  /** Behaviour that has to hold afterwards, of a goal. */
  behaviours: z.array(z.object({ given: z.string(), when: z.string(), then: z.string() })).optional(),
  /** Absent from clients of before. */
  complexity: Complexity.optional(),
});
export type PlanAnalysis = z.infer<typeof PlanAnalysis>;
