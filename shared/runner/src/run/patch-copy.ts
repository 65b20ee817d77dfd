import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Patch } from '@iama/contracts/patch/patch';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { planPatch } from '../apply/plan-patch.ts';
import type { PatchedFile } from '../apply/plan-patch.ts';
import { decodeText } from '../workspace/decode-text.ts';

export interface PatchedCopy {
  readonly tree: SourceTree;
  readonly planned: readonly PatchedFile[];
}

/**
 * Write what a patch makes of the files into a copy, and give the tree as it is then. Nobody needs this copy after a crash,
 * so plain writes do. Throws WORKSPACE_CHANGED, PATCH_DOES_NOT_APPLY, PATH_REFUSED.
 */
export async function patchCopy(copy: string, patch: Patch, tree: SourceTree): Promise<PatchedCopy> {
  const planned = await planPatch(copy, patch);
  for (const file of planned) await put(copy, file.path, file.after_bytes, file.after?.mode);
  return { tree: patchedTree(tree, planned), planned };
}

/** The copy as it was before the patch. */
export async function unpatchCopy(copy: string, planned: readonly PatchedFile[]): Promise<void> {
  for (const file of planned) await put(copy, file.path, file.before_bytes, file.before?.mode);
}

async function put(copy: string, path: string, bytes: Uint8Array | null, mode = 0o644): Promise<void> {
  const place = join(copy, path);
  if (bytes === null) {
    await rm(place, { force: true });
    return;
  }
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, bytes, { mode });
}

function patchedTree(tree: SourceTree, planned: readonly PatchedFile[]): SourceTree {
  const files = new Map(tree.files);
  const paths = new Set(tree.paths);
  for (const { path, after_bytes: bytes } of planned) {
    files.delete(path);
    paths.delete(path);
    if (bytes === null) continue;
    paths.add(path);
    const decoded = decodeText(bytes);
    if (decoded.ok) files.set(path, decoded.text);
  }
  return { files, paths };
}
