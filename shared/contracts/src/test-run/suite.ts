import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';

export const TestFramework = z.enum(['mocha', 'jest', 'vitest', 'node_test', 'pytest', 'unittest', 'go_test', 'other']);
export type TestFramework = z.infer<typeof TestFramework>;

/**
 * One way to run tests in a workspace. `id` is stable for the same folder and framework.
 * `source` is what the person would recognise: the npm script's name, or the tool.
 */
export const TestSuite = z.object({
  id: z.string().min(1).max(200),
  framework: TestFramework,
  cwd: WorkspacePath,
  source: z.string(),
  /** The argument vector that runs it, without reporter flags; for display and for the record. */
  command: z.array(z.string()).min(1),
  test_files: z.int().nonnegative(),
});
export type TestSuite = z.infer<typeof TestSuite>;
