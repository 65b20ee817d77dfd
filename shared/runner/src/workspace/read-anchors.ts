import type { Anchor } from '@iama/contracts/job/anchor';
import { anchorsOf } from '@iama/engine/spec/anchors-of';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from './decode-text.ts';
import type { Workspace } from './workspace.ts';

/** The declarations of these files as they are on disk now; none of a file that is not there or is no text. */
export async function readAnchors({ root }: Workspace, paths: readonly string[]): Promise<Anchor[]> {
  const found: Anchor[] = [];
  for (const path of paths) {
    const bytes = await readFile(join(root, path)).catch(() => null);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.ok) found.push(...anchorsOf(path, decoded.text));
  }
  return found;
}
