import { z } from 'zod';

/** How a net was weakened instead of the code being right. Each has its own name, so that a person can look there. */
export const BreachName = z.enum([
  'TEST_FILE_DELETED',
  'TEST_FILE_EDITED',
  'TEST_REMOVED',
  'TEST_SKIPPED',
  'TEST_FOCUSED',
  'TEST_MARKED_TODO',
  'TEST_EMPTIED',
  'TEST_RETURNS_EARLY',
  'ASSERTION_REMOVED',
  'ASSERTION_WEAKENED',
  'ASSERTION_TRIVIAL',
  'EXPECTATION_CHANGED',
  'ERROR_SWALLOWED',
  'RETRIES_ADDED',
  'MOCK_ADDED',
  'GOLDEN_EDITED',
  'GOLDEN_DELETED',
  'CONFIG_CHANGED',
  'CONFIG_DELETED',
  'CONFIG_ADDED',
  'RUNNER_FLAGS_CHANGED',
  'EXIT_CODE_FORCED',
  'NO_TESTS_ALLOWED',
  'TESTS_FILTERED',
  'SNAPSHOTS_UPDATED',
  'SUITE_MISSING',
  'FEWER_TESTS_COLLECTED',
  'MORE_TESTS_SKIPPED',
  'TEST_MISSING',
  'NO_TESTS_RAN',
  'RUN_CUT_SHORT',
  'CODE_DETECTS_TESTS',
  'CODE_PATCHES_ASSERTIONS',
  'CODE_ENDS_THE_RUN',
]);
export type BreachName = z.infer<typeof BreachName>;

/** One breach of the seal. `place` is a path, a suite or a test id; `detail` a sentence for people. */
export const Breach = z.object({ name: BreachName, place: z.string(), detail: z.string().max(2000) });
export type Breach = z.infer<typeof Breach>;
