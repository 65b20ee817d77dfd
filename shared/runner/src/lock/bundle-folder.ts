import { lstat, mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { sealBundle } from '@iama/engine/lock/evidence/bundle-manifest';
import type { BundleFiles } from '@iama/engine/lock/evidence/bundle-manifest';
import type { LockEvidence } from '@iama/engine/lock/evidence/lock-evidence';
import { renderEvidence } from '@iama/engine/lock/evidence/render-evidence';
import type { Workspace } from '../workspace/workspace.ts';
import { SEALED_FOLDER } from './check-seal.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import { writeFileDurably } from '../snapshot/write-file-durably.ts';

/** The largest bundle that is read at once, in bytes. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Write the evidence, its page, the generated tests and the sealed files into a folder that is not there yet or is empty. The seal is written
 * last: a bundle that was cut off has none and does not verify. Throws BUNDLE_EXISTS.
 */
export async function writeBundle(
  folder: string,
  workspace: Workspace,
  evidence: LockEvidence,
  tests: readonly { readonly path: string; readonly text: string }[],
): Promise<void> {
  await requireEmpty(folder);
  const sealed = await Promise.all(
    evidence.seal.files.map(
      async ({ path }) => [SEALED_FOLDER + path, await readFile(join(workspace.root, path))] as const,
    ),
  );
  const files: BundleFiles = new Map([
    ['evidence.json', Buffer.from(`${JSON.stringify(evidence, null, 2)}\n`)],
    ['evidence.md', Buffer.from(renderEvidence(evidence))],
    ...tests.map(({ path, text }) => [`tests/${path}`, Buffer.from(text)] as const),
    ...sealed,
  ]);
  await writeSealed(folder, files);
}

/** Files with their manifest and its seal, which is written last. Throws BUNDLE_EXISTS. */
export async function writeSealed(folder: string, files: BundleFiles): Promise<void> {
  await requireEmpty(folder);
  for (const [path, bytes] of sealBundle(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFileDurably(nodeDisk, join(folder, path), Buffer.from(bytes));
  }
}

async function requireEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length === 0) return;
  throw new RunnerError('BUNDLE_EXISTS', `${folder} is not empty.`, 'Name a folder that does not exist yet.');
}

/** Every file of a bundle. Throws BUNDLE_UNREADABLE. */
export async function readBundle(folder: string): Promise<BundleFiles> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  const unreadable = (why: string): RunnerError =>
    new RunnerError(
      'BUNDLE_UNREADABLE',
      `${folder} ${why}.`,
      'Name the folder that `iama lock --out` or `iama evidence --out` has written.',
    );
  const visit = async (place: string): Promise<void> => {
    for (const entry of await readdir(place, { withFileTypes: true })) {
      const full = join(place, entry.name);
      if (entry.isDirectory()) await visit(full);
      else if (entry.isFile()) {
        total += (await lstat(full)).size;
        if (total > MOST_BYTES) throw unreadable('is larger than any bundle');
        files.set(relative(folder, full).split(sep).join('/'), new Uint8Array(await readFile(full)));
      } else throw unreadable(`holds something that is no file: ${entry.name}`);
    }
  };
  try {
    await visit(folder);
  } catch (error) {
    if (error instanceof RunnerError) throw error;
    throw unreadable('cannot be read');
  }
  return files;
}
