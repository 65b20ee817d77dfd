import type { Patch } from '@iama/contracts/patch/patch';
import { sha256 } from '../workspace/sha256.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';

/**
 * Stands for an edit that nobody has written yet: these files will be edited, and where is not known. So all that they do today
 * is held, and faults are looked for in all of them.
 */
export function wholeFilesPatch({ tree, hashes }: WorkspaceTree, paths: readonly string[]): Patch {
  const files = paths
    .filter((path) => tree.files.has(path))
    .toSorted()
    .map((path) => {
      const hash = hashes.get(path) ?? sha256(Buffer.from(tree.files.get(path) ?? ''));
      const common = { path, change: 'modify' as const, new_path: null };
      return { ...common, base_sha256: hash, result_sha256: hash, edits: [], hunks: [] };
    });
  return { schema_version: 1, files, lines_added: 0, lines_removed: 0 };
}
