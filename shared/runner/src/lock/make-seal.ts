import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { skippedIn } from '@iama/engine/lock/seal/check-runs';
import { sealedRoleOf } from '@iama/engine/lock/seal/seal';
import type { Seal } from '@iama/engine/lock/seal/seal';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import type { FileEntry } from '../workspace/file-entry.ts';
import { sha256 } from '../workspace/sha256.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Hash what the tests stand on, as it is on disk now, and note what the suites showed. */
export async function makeSeal(
  workspace: Workspace,
  entries: readonly FileEntry[],
  suites: readonly DiscoveredSuite[],
  runs: readonly SuiteRun[],
  steady: ReadonlySet<string>,
): Promise<Seal> {
  const files: { path: string; sha256: string; role: 'test' | 'golden' | 'config' }[] = [];
  for (const { path, kind } of entries) {
    const role = kind === 'symlink' ? null : sealedRoleOf(path);
    if (role === null) continue;
    files.push({ path, role, sha256: sha256(await readFile(join(workspace.root, path))) });
  }
  const sealed = suites.flatMap(({ suite, line }) => {
    const run = runs.find(({ suite_id }) => suite_id === suite.id);
    if (!run) return [];
    const ids = run.cases.flatMap(({ id }) => (steady.has(id) ? [id] : []));
    return [{ suite_id: suite.id, line, collected: run.cases.length, skipped: skippedIn(run), steady: ids }];
  });
  return { schema_version: 1, files, suites: sealed };
}
