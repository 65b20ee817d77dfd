import type { FileHash } from '@iama/contracts/task/payload';
import type { Target } from '@iama/contracts/workspace/target';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { isInTarget } from '../workspace/target-paths.ts';

const MOST_FILES = 2000;

/** The readable files of a target with the hash of their bytes, by path. */
export function targetFiles({ hashes }: Pick<WorkspaceTree, 'hashes'>, target: Target): FileHash[] {
  return [...hashes]
    .filter(([path]) => isInTarget(target, path))
    .map(([path, sha256]) => ({ path, sha256 }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .slice(0, MOST_FILES);
}
