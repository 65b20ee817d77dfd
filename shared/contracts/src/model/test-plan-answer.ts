import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';

/** A test by the title that it has in its file, and the ids of the clauses that it holds. */
export const PlannedTest = z.object({
  title: z.string().trim().min(1).max(500),
  clauses: z.array(z.string().min(1).max(200)).min(1).max(50),
});
export type PlannedTest = z.infer<typeof PlannedTest>;

/** A new test file as a model writes it, whole. */
export const PlannedTestFile = z.object({
  path: WorkspacePath,
  text: z.string().min(1).max(60_000),
  tests: z.array(PlannedTest).min(1).max(100),
});
export type PlannedTestFile = z.infer<typeof PlannedTestFile>;

/** The `test_plan_schema`: tests of a specification. No files where the tests that exist hold every clause. */
export const TestPlanAnswer = z.object({
  note: z.string().max(2000).default(''),
  files: z.array(PlannedTestFile).max(10),
});
export type TestPlanAnswer = z.infer<typeof TestPlanAnswer>;
