import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { decodeText } from './decode-text.ts';
import type { FileListing } from './file-entry.ts';
import { isReadable } from './file-kinds.ts';
import { listFiles } from './list-files.ts';
import { sha256 } from './sha256.ts';
import type { Workspace } from './workspace.ts';

/** A workspace read into memory. Text has its BOM off; `boms` names the files that had one. */
export interface WorkspaceTree {
  readonly tree: SourceTree;
  readonly listing: FileListing;
  readonly boms: ReadonlySet<string>;
  /** SHA-256 of the bytes on disk, for every file in `tree.files`. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Files that would have been read but could not be, with the reason for people. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** Larger files are generated or data: no recipe should rewrite them, and parsing them costs seconds. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;
/** Beyond this the texts alone would take most of a process's memory. */
export const MAX_TREE_BYTES = 384 * 1024 * 1024;
/** Of a folder that nobody but its owner may look into. */
export const CLOSED_FOLDER = 'The folder may not be opened; give yourself the right to read it, or leave it out.';
const CONCURRENT_READS = 32;

/** Read every file a recipe may look at. A file that cannot be read as UTF-8 text is listed, never guessed at. */
export async function readTree(workspace: Workspace, signal?: AbortSignal): Promise<WorkspaceTree> {
  const listing = await listFiles(workspace, signal);
  const files = new Map<string, string>();
  const hashes = new Map<string, string>();
  const boms = new Set<string>();
  const unreadable = listing.closed.map((path) => ({ path, reason: CLOSED_FOLDER }));
  let total = 0;

  const readOne = async (path: string, size: number): Promise<void> => {
    if (size > MAX_FILE_BYTES) {
      unreadable.push({ path, reason: `It is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB.` });
      return;
    }
    if (total + size > MAX_TREE_BYTES) {
      unreadable.push({ path, reason: 'The repository is too large to be read whole; this file was left out.' });
      return;
    }
    total += size;
    const bytes = await readFile(join(workspace.root, path)).catch(() => null);
    const decoded =
      bytes === null ? ({ ok: false, reason: 'It could not be read from disk.' } as const) : decodeText(bytes);
    if (bytes === null || !decoded.ok) {
      unreadable.push({ path, reason: decoded.ok ? '' : decoded.reason });
      return;
    }
    files.set(path, decoded.text);
    hashes.set(path, sha256(bytes));
    if (decoded.bom) boms.add(path);
  };

  const wanted = listing.files.filter((entry) => isReadable(entry.path));
  let next = 0;
  const work = async (): Promise<void> => {
    for (let entry = wanted[next++]; entry !== undefined; entry = wanted[next++]) {
      throwIfCancelled(signal);
      if (entry.kind === 'symlink') unreadable.push({ path: entry.path, reason: 'It is a symbolic link.' });
      else await readOne(entry.path, entry.size);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, work));

  return {
    tree: { files: sorted(files), paths: new Set(listing.files.map((entry) => entry.path)) },
    listing,
    boms,
    hashes,
    unreadable: unreadable.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** Reads finish in any order; recipes must see the same order every time. */
function sorted(files: Map<string, string>): Map<string, string> {
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
