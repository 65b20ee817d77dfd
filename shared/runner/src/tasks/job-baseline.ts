import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { errnoOf } from '../errors/disk-error.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import { writeFileDurably } from '../snapshot/write-file-durably.ts';

/** The files a job's baseline was measured on, by SHA-256. */
export type BaselineHashes = Readonly<Record<string, string>>;

/** Remember them; a later start of the program finds them again. */
export async function saveBaseline(dataDir: string, jobId: string, hashes: ReadonlyMap<string, string>): Promise<void> {
  const path = placeOf(dataDir, jobId);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const body = { schema_version: 1, files: Object.fromEntries(hashes) };
  await writeFileDurably(nodeDisk, path, Buffer.from(JSON.stringify(body)));
}

/** Null when this machine measured no baseline for the job. */
export async function loadBaseline(dataDir: string, jobId: string): Promise<BaselineHashes | null> {
  try {
    const body = JSON.parse(await readFile(placeOf(dataDir, jobId), 'utf8')) as { files: BaselineHashes };
    return body.files;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Which of these files are not as the baseline saw them (changed, gone, or new). Pure. */
export function changedSince(
  baseline: BaselineHashes,
  now: ReadonlyMap<string, string>,
  paths: Iterable<string>,
): readonly string[] {
  return [...paths].filter((path) => (baseline[path] ?? null) !== (now.get(path) ?? null)).toSorted();
}

/** Job ids come from the server; hashed, none of them can name another place. */
function placeOf(dataDir: string, jobId: string): string {
  return join(dataDir, 'jobs', `${createHash('sha256').update(jobId).digest('hex').slice(0, 32)}.json`);
}
