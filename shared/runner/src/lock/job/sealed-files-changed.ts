import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seal } from '@iama/engine/lock/seal/seal';
import { sha256 } from '../../workspace/sha256.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** Sealed files that are not in a workspace as they were sealed, gone ones included. */
export async function sealedFilesChanged(workspace: Workspace, seal: Seal): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, sha256: expected } of seal.files) {
    const bytes = await readFile(join(workspace.root, path)).catch(() => null);
    if (bytes === null || sha256(bytes) !== expected) changed.push(path);
  }
  return changed;
}
