import { z } from 'zod';

/** Work that is done where the source is: the person's machine, or a worker that cloned the repository. */
export const TaskKind = z.enum([
  'collect_context',
  'characterize',
  'run_recipe',
  'run_tests',
  'model_call',
  'verify_subset',
]);
export type TaskKind = z.infer<typeof TaskKind>;
