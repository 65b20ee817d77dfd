import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FlagSkippedFile } from '@iama/contracts/flag/report';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { decodeText } from '../workspace/decode-text.ts';
import type { FileEntry } from '../workspace/file-entry.ts';
import { isReadable } from '../workspace/file-kinds.ts';
import { MAX_FILE_BYTES } from '../workspace/read-tree.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Texts that were worth keeping, and the files that would have been but cannot be read as text. */
export interface FlagTexts {
  readonly texts: Map<string, string>;
  readonly boms: Set<string>;
  readonly skipped: FlagSkippedFile[];
  /** Files that were opened, whether kept or not. */
  readonly read: number;
}

const CONCURRENT_READS = 16;
/** Beyond this a file is data, and is not even looked into. */
const MAX_LOOKED_INTO = 64 * 1024 * 1024;
const ENVIRONMENT_FILE = /(^|\/)\.env(\.[\w-]+)?$/;
/** What tells a linker how files find each other. */
const MANIFEST = /(^|\/)(package\.json|[tj]sconfig[\w.-]*\.json|go\.mod)$/;

/**
 * Reads every file that may name a flag and keeps the text of those that `keeps` says yes to, so that memory follows the
 * flag and not the repository. A file that cannot be read as UTF-8 is named if its bytes hold one of `needles`.
 */
export async function readFlagTexts(
  workspace: Workspace,
  files: readonly FileEntry[],
  keeps: (path: string, text: string) => boolean,
  needles: readonly string[],
  signal?: AbortSignal,
): Promise<FlagTexts> {
  const found: FlagTexts & { read: number } = { texts: new Map(), boms: new Set(), skipped: [], read: 0 };
  const wanted = files.filter(({ path }) => isReadable(path) || ENVIRONMENT_FILE.test(path));
  const names = (bytes: Buffer): boolean =>
    needles.some((needle) => bytes.includes(needle) || bytes.includes(Buffer.from(needle, 'utf16le')));
  let next = 0;
  const work = async (): Promise<void> => {
    for (let entry = wanted[next++]; entry !== undefined; entry = wanted[next++]) {
      throwIfCancelled(signal);
      const { path, size, kind } = entry;
      if (size > MAX_LOOKED_INTO || kind === 'symlink') continue;
      const bytes = await readFile(join(workspace.root, path)).catch(() => null);
      found.read += 1;
      const skip = (why: FlagSkippedFile['why'], reason: string): void =>
        void found.skipped.push({ path, why, reason });
      if (bytes === null) skip('unreadable', 'It could not be read from disk.');
      else if (size > MAX_FILE_BYTES) {
        if (names(bytes)) skip('too_large', `It is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB.`);
      } else keep(path, bytes);
    }
  };
  const keep = (path: string, bytes: Buffer): void => {
    const decoded = decodeText(bytes);
    if (!decoded.ok) {
      if (names(bytes)) found.skipped.push({ path, why: 'encoding', reason: decoded.reason });
    } else if (MANIFEST.test(path) || keeps(path, decoded.text)) {
      found.texts.set(path, decoded.text);
      if (decoded.bom) found.boms.add(path);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, work));
  // Reads finish in any order; what is said of them must not depend on it.
  found.skipped.sort((a, b) => (a.path < b.path ? -1 : 1));
  return found;
}
