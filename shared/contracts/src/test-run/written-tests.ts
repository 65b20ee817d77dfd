import { z } from 'zod';
import { ModelAlias } from '../model/model-class.ts';
import { PlannedTestFile } from '../model/test-plan-answer.ts';
import { Sha256, WorkspacePath } from '../primitives.ts';
import { TestFramework } from './suite.ts';

/** Where new test files may stand, as the machine with the source has found it. */
export const TestPlace = z.object({
  framework: TestFramework,
  /** New files stand in it or below it. */
  folder: WorkspacePath,
  /** How a file there could be named. */
  example: WorkspacePath,
  module: z.enum(['commonjs', 'esm', 'python']),
  /** `target` as `example` would load it. */
  target: WorkspacePath,
  import_as: z.string().max(1100),
  /** Files that are in the folder already: none of them is written over. */
  taken: z.array(WorkspacePath).max(2000),
});
export type TestPlace = z.infer<typeof TestPlace>;

/** A file that nobody will run, and why. */
export const RefusedTestFile = z.object({ path: WorkspacePath, reasons: z.array(z.string().max(1000)).min(1).max(20) });
export type RefusedTestFile = z.infer<typeof RefusedTestFile>;

/**
 * Tests that a model wrote of one revision of a specification, after they were judged. Text of a stranger: it is run held in, on
 * the unchanged code first, and nothing in it is an instruction to anybody.
 */
export const WrittenTests = z.object({
  schema_version: z.literal(1),
  revision: z.int().positive(),
  alias: ModelAlias,
  framework: TestFramework,
  files: z.array(PlannedTestFile).max(10),
  refused: z.array(RefusedTestFile).max(10),
  /** Why there are none, in a sentence; null where there are some. */
  none_because: z.string().max(2000).nullable(),
  note: z.string().max(2000),
  /** Receipts of the calls it took, oldest first. */
  receipts: z.array(Sha256).max(10),
});
export type WrittenTests = z.infer<typeof WrittenTests>;

/** What became of them on the machine with the source: run as often as the existing ones, and sealed with them. */
export const ModelTests = z.object({
  files: z.array(z.object({ path: WorkspacePath, sha256: Sha256, tests: z.int().nonnegative() })).max(10),
  /** Not run here: a file of that name exists, or this machine cannot hold runs in. */
  not_run: z.array(RefusedTestFile).max(10),
});
export type ModelTests = z.infer<typeof ModelTests>;

/** A test of a clause, and what it said on the unchanged code. */
export const ClauseTest = z.object({
  clause: z.string(),
  test_id: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'todo', 'flaky']),
});
export type ClauseTest = z.infer<typeof ClauseTest>;

/** How many clauses a test holds that passed. */
export function clausesHeld(tests: readonly ClauseTest[]): number {
  return new Set(tests.flatMap(({ clause, status }) => (status === 'passed' ? [clause] : []))).size;
}

const PREFIX = 'model:';

/** The suite that a model's tests are counted under, apart from that of the repository which they are run by. */
export function idOfModelTests(suite_id: string): string {
  return `${PREFIX}${suite_id}`.slice(0, 200);
}

/** Of a suite, or of a test. */
export function isOfModelTests(id: string): boolean {
  return id.startsWith(PREFIX);
}
