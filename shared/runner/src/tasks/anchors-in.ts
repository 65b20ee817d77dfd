import { ANCHORS_MAX } from '@iama/contracts/job/anchor';
import type { Anchor } from '@iama/contracts/job/anchor';
import { anchorsOf } from '@iama/engine/spec/anchors-of';
import type { WorkspaceTree } from '../workspace/read-tree.ts';

/** The declarations of these files as they were read; `wanted` leaves the others out. */
export function anchorsIn(
  { tree }: Pick<WorkspaceTree, 'tree'>,
  paths: readonly string[],
  wanted: (anchor: Anchor) => boolean = () => true,
): Anchor[] {
  const found: Anchor[] = [];
  for (const path of new Set(paths)) {
    if (found.length >= ANCHORS_MAX) break;
    const text = tree.files.get(path);
    if (text !== undefined) found.push(...anchorsOf(path, text).filter(wanted));
  }
  return found.slice(0, ANCHORS_MAX);
}
