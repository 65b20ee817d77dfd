import type { PlanAnalysis } from '@iama/contracts/recipe';

/** Every name that a plan touches. Both of a rename: the old one is removed, the new one is written. */
export function planFiles({ files }: Pick<PlanAnalysis, 'files'>): string[] {
  const paths = files.flatMap(({ path, new_path }) => (new_path === null ? [path] : [path, new_path]));
  return [...new Set(paths)].toSorted();
}
