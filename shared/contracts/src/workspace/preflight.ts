import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';
import { TestSuite } from '../test-run/suite.ts';

export const PreflightReasonCode = z.enum([
  'NOT_A_REPOSITORY',
  'TARGET_NOT_FOUND',
  'TARGET_OUTSIDE_WORKSPACE',
  'SYMBOL_NOT_FOUND',
  'NO_SUPPORTED_FILES',
  'DIRTY_WORKING_TREE',
  'UNMERGED_PATHS',
  'OPERATION_IN_PROGRESS',
  'NO_COMMITS',
  'NO_TESTS_FOUND',
  'DEPENDENCIES_MISSING',
  'TEST_TOOL_MISSING',
  'NATIVE_EXECUTION',
  'LOCAL_NATIVE_NO_VCS_CHECKPOINT',
  'CONTAINER_EXECUTION',
  'DOCKER_UNAVAILABLE',
  'DOCKER_IMAGE_MISSING',
  'WORKSPACE_TOO_LARGE',
  'SNAPSHOT_STORE_UNWRITABLE',
]);
export type PreflightReasonCode = z.infer<typeof PreflightReasonCode>;

/**
 * One reason behind the verdict. `info` never changes it, `caution` asks for the person's consent,
 * `blocked` stops the job before it exists. `next` says what the person can do.
 */
export const PreflightReason = z.object({
  code: PreflightReasonCode,
  severity: z.enum(['info', 'caution', 'blocked']),
  message: z.string(),
  next: z.string(),
  paths: z.array(WorkspacePath).max(50).default([]),
});
export type PreflightReason = z.infer<typeof PreflightReason>;

/** The one verdict about a workspace before a job starts: the worst severity among its reasons. */
export const Preflight = z.object({
  verdict: z.enum(['safe', 'caution', 'blocked']),
  reasons: z.array(PreflightReason),
  workspace_name: z.string(),
  vcs: z.object({
    kind: z.enum(['git', 'none']),
    head: z.string().nullable(),
    branch: z.string().nullable(),
    dirty_files: z.int().nonnegative(),
  }),
  /** Files git tracks or does not ignore; `supported` are those a recipe can read. */
  files: z.object({ total: z.int().nonnegative(), supported: z.int().nonnegative() }),
  test_suites: z.array(TestSuite),
});
export type Preflight = z.infer<typeof Preflight>;
