import { z } from 'zod';
import { Instant, WorkspacePath } from '../primitives.ts';
import { PlanLevel, Risk } from '../recipe.ts';

/** A file that some plan changes, and who stands on it. */
export const ReportedFile = z.object({
  path: WorkspacePath,
  /** The levels whose plans change it. */
  levels: z.array(PlanLevel),
  findings: z.int().nonnegative(),
  tests_reaching: z.int().nonnegative(),
});

/** The analysis of a target as an organisation files it: made of the same figures as the plans, before one is chosen. */
export const AnalysisReport = z.object({
  schema_version: z.literal(1),
  head_commit: z.string().nullable(),
  files: z.object({ total: z.int().nonnegative(), read: z.int().nonnegative(), skipped: z.int().nonnegative() }),
  plans: z.array(
    z.object({
      level: PlanLevel,
      title: z.string(),
      risk: Risk,
      risk_reason: z.string(),
      files: z.int().nonnegative(),
      symbols: z.int().nonnegative(),
      callers: z.int().nonnegative(),
      tests_reaching: z.int().nonnegative(),
      /** Share of the changed files that some test reaches, 0 to 1; null where nothing changes. */
      tested_share: z.number().min(0).max(1).nullable(),
    }),
  ),
  /** Those that no test reaches first, then by findings. At most 500. */
  changed_files: z.array(ReportedFile).max(500),
  test_suites: z.array(z.object({ id: z.string(), framework: z.string(), test_files: z.int().nonnegative() })),
  created_at: Instant,
});
export type AnalysisReport = z.infer<typeof AnalysisReport>;
