import type { Patch } from '@iama/contracts/patch/patch';
import { PLACEHOLDER } from '@iama/engine/secrets/placeholder';
import { readImage } from '../apply/read-image.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { readTree } from '../workspace/read-tree.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openGate } from './open-gate.ts';

/**
 * A patch as it was before it left this machine: its placeholders become the secrets that they stand for, from the files it
 * changes, or else from the whole workspace. What stands for nothing here is left; the patch's hashes then do not fit, and
 * it is refused where it is applied.
 */
export async function restorePatch(workspace: Workspace, dataDir: string, patch: Patch): Promise<Patch> {
  if (!holdsPlaceholder(patch)) return patch;
  const texts: string[] = [];
  for (const { path } of patch.files) {
    const image = await readImage(workspace.root, path);
    const decoded = image === null ? null : decodeText(image.bytes);
    if (decoded?.ok) texts.push(decoded.text);
  }
  const near = (await openGate(dataDir, workspace.root, texts)).restoreValue(patch);
  if (!holdsPlaceholder(near)) return near;
  const { tree } = await readTree(workspace);
  return (await openGate(dataDir, workspace.root, tree.files.values())).restoreValue(patch);
}

function holdsPlaceholder(patch: Patch): boolean {
  return JSON.stringify(patch).search(PLACEHOLDER) !== -1;
}
