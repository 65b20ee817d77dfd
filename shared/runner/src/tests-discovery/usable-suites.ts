import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { discoverSuites } from './discover-suites.ts';
import { findMissingTools } from './find-missing-tools.ts';
import type { MissingTool } from './find-missing-tools.ts';

export interface UsableSuites {
  readonly usable: readonly TestSuite[];
  /** Declared by the repository, but their tool is not on this machine. */
  readonly missing: readonly MissingTool[];
}

/** The suites a job on `near` can run here, and those it cannot. */
export async function usableSuites(root: string, tree: SourceTree, near: string): Promise<UsableSuites> {
  const found = discoverSuites(tree, near);
  const missing = await findMissingTools(root, found);
  const lacking = new Set(missing.map(({ suite }) => suite.id));
  return { usable: found.map(({ suite }) => suite).filter((suite) => !lacking.has(suite.id)), missing };
}
