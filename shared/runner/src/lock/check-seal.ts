import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleFiles } from '@iama/engine/lock/evidence/bundle-manifest';
import type { LockEvidence } from '@iama/engine/lock/evidence/lock-evidence';
import type { Breach } from '@iama/contracts/test-run/breach';
import { checkFiles } from '@iama/engine/lock/seal/check-files';
import { checkLines } from '@iama/engine/lock/seal/check-line';
import { sealedRoleOf } from '@iama/engine/lock/seal/seal';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { readTree } from '../workspace/read-tree.ts';
import { sha256 } from '../workspace/sha256.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Where a bundle keeps the sealed files as they were. */
export const SEALED_FOLDER = 'sealed/';

/**
 * What in a workspace is not as a bundle's seal says: its tests, goldens, configuration and the lines that run them. Runs
 * nothing. The bundle has to be intact.
 */
export async function checkSeal(workspace: Workspace, bundle: BundleFiles): Promise<readonly Breach[]> {
  const evidence = JSON.parse(textOf(bundle.get('evidence.json')) || '{}') as LockEvidence;
  const { tree, listing } = await readTree(workspace);
  const hashes = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const { path, kind } of listing.files) {
    if (kind === 'symlink' || sealedRoleOf(path) === null) continue;
    const bytes = await readFile(join(workspace.root, path)).catch(() => null);
    if (bytes === null) continue;
    hashes.set(path, sha256(bytes));
    texts.set(path, textOf(bytes));
  }
  const before = new Map(evidence.seal.files.map(({ path }) => [path, textOf(bundle.get(SEALED_FOLDER + path))]));
  const near = evidence.target.path;
  const lines = new Map(discoverSuites(tree, near).map(({ suite, line }) => [suite.id, line]));
  return [...checkFiles(evidence.seal, before, { hashes, texts }, new Set()), ...checkLines(evidence.seal, lines)];
}

function textOf(bytes: Uint8Array | undefined): string {
  const decoded = bytes ? decodeText(Buffer.from(bytes)) : null;
  return decoded?.ok ? decoded.text : '';
}
