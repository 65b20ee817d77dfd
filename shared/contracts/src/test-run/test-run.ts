import { z } from 'zod';
import { Breach } from './breach.ts';
import { LockFacts } from './lock.ts';
import { TestFramework } from './suite.ts';

export const TestFailure = z.object({
  /** First line of what the framework printed, at most 2,000 characters. */
  message: z.string().max(2000),
  /** `AssertionError`, `TypeError`, `ModuleNotFoundError`…; null when the framework did not say. */
  error_class: z.string().nullable(),
  /** Top stack frame inside the workspace as `path:line`, null when there is none. */
  frame: z.string().nullable(),
  /** The framework's own text (stack, diff), at most 8,000 characters. */
  detail: z.string().max(8000),
});
export type TestFailure = z.infer<typeof TestFailure>;

/** `id` is unique in a run and stable between runs: `<suite id>::<file>::<full name>` (`#2`… for repeats). */
export const TestCase = z.object({
  id: z.string(),
  name: z.string(),
  file: z.string().nullable(),
  status: z.enum(['passed', 'failed', 'skipped', 'todo']),
  duration_ms: z.number().nonnegative().nullable(),
  failure: TestFailure.nullable(),
});
export type TestCase = z.infer<typeof TestCase>;

/**
 * How a suite's process ended. `passed` needs exit code 0 *and* at least one executed case.
 * `no_tests`: it ended without executing a case. `timeout`: killed (TIMEOUT_EXECUTION), `crashed`: it ended
 * before its results could be read, or a non-zero exit although no case failed.
 */
export const SuiteOutcome = z.enum(['passed', 'failed', 'timeout', 'crashed', 'no_tests']);
export type SuiteOutcome = z.infer<typeof SuiteOutcome>;

export const SuiteRun = z.object({
  suite_id: z.string(),
  framework: TestFramework,
  command: z.array(z.string()),
  outcome: SuiteOutcome,
  exit_code: z.int().nullable(),
  signal: z.string().nullable(),
  duration_ms: z.number().nonnegative(),
  cases: z.array(TestCase),
  /** Last 16,000 characters of what it printed. */
  output_tail: z.string().max(16_000),
});
export type SuiteRun = z.infer<typeof SuiteRun>;

export const TestPhase = z.enum(['baseline', 'verification', 'subset']);
export type TestPhase = z.infer<typeof TestPhase>;

export const TestTotals = z.object({
  passed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
});
export type TestTotals = z.infer<typeof TestTotals>;

export const TestRun = z.object({
  phase: TestPhase,
  suites: z.array(SuiteRun),
  totals: TestTotals,
  duration_ms: z.number().nonnegative(),
  /** `node v24.21.0`, `python 3.11.7`…: what really ran. */
  tool_versions: z.record(z.string(), z.string()),
  /** Suites of tests that were written to pin behaviour. Not in `totals`, which are those of the repository's tests. */
  characterization: z.array(SuiteRun).optional(),
  /** Of a baseline: what pins behaviour, and how well. Absent where nobody asked for it. */
  lock: LockFacts.optional(),
  /** Of a run with a patch: what the patch does to the tests instead of the code. Absent where nothing was sealed. */
  breaches: z.array(Breach).max(200).optional(),
});
export type TestRun = z.infer<typeof TestRun>;
