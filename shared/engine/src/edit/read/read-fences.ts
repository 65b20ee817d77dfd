import type { PatchEdit, SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { WorkspacePath } from '@iama/contracts/primitives';
import { findFileName } from './find-file-name.ts';
import { divideBlock } from './divide-block.ts';
import type { ReadEdits, ReadProblem } from './read-outcome.ts';

const START = /^(\s*)(<{3,}|-{3,}) (?:SEARCH|ORIGINAL)>?\s*$/i;
const END = /^\s*(>{3,}|\+{3,}) (?:REPLACE|UPDATED)>?\s*$/i;
/** Meant as a marker, and not written as one. */
const NEARLY = /^\s*[<>+=-]{2,}[\s<>+=-]*(?:SEARCH|REPLACE)\b[\s<>]*$/;
/** As many signs as markers usually have. */
const USUAL = 7;

/** Whether a line opens a SEARCH/REPLACE block. */
export function isBlockStart(line: string): boolean {
  return START.test(line);
}

/**
 * SEARCH/REPLACE blocks: three or more `<` or `-`, `=`, `>` or `+` as markers, in fences of any kind or none. The file's
 * name stands in the fence's info string, as its first line, or above; without one the block is of the file before.
 */
export function readFences(text: string, paths: ReadonlySet<string>): ReadEdits {
  const lines = text.split('\n');
  const problems: ReadProblem[] = [];
  const byPath = new Map<string, SearchReplaceBlock[]>();
  let path: string | null = null;
  let after = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const start = START.exec(line);
    if (!start) {
      if (line.trim() === '*** Begin Patch')
        problems.push({
          line: at + 1,
          message: 'A "*** Begin Patch" stands beside SEARCH/REPLACE blocks. Send all edits in one of the two forms.',
        });
      if (NEARLY.test(line))
        problems.push({
          line: at + 1,
          message: `"${line.trim()}" stands where no block is open, or is not a marker. Write "<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE".`,
        });
      continue;
    }
    const end = endOf(lines, at, start[2]?.length ?? USUAL);
    if (end === null) {
      problems.push({
        line: at + 1,
        message:
          'This block is never closed by ">>>>>>> REPLACE". The text may have broken off; send the whole block again.',
      });
      break;
    }
    const divided = divideBlock(lines.slice(at + 1, end), at + 2, start[1] ?? '');
    const found = findFileName(lines, at, after, paths, divided.ok && divided.block.search === '', path);
    path = found !== null && 'name' in found ? found.name : path;
    if (!divided.ok) problems.push(...divided.problems);
    else if (found !== null && 'unclear' in found)
      problems.push({
        line: at + 1,
        message: `The lines above this block speak of ${found.unclear.join(' and ')}. Write the path it is for on a line of its own above it.`,
      });
    else if (path === null)
      problems.push({
        line: at + 1,
        message: 'This block does not say which file it is for. Write the path on a line above it.',
      });
    else if (!WorkspacePath.safeParse(path).success)
      problems.push({
        line: at + 1,
        message: `${path} is not a path inside the workspace. Write it relative to its root.`,
      });
    else byPath.set(path, [...(byPath.get(path) ?? []), divided.block]);
    at = end;
    after = end + 1;
  }
  const edits = [...byPath].map(([name, blocks]): PatchEdit => ({ op: 'EXACT_SEARCH_REPLACE', path: name, blocks }));
  const set =
    edits.length === 0 ? null : { schema_version: 1 as const, matching: 'tolerant' as const, base_sha256: {}, edits };
  return { format: 'fences', set, problems };
}

/**
 * The line that closes a block: the first end marker before the next block. A text may itself contain shorter markers, so
 * those count only if there is none of the usual length; and a marker shorter than the one that opened is text as well.
 */
function endOf(lines: readonly string[], from: number, opened: number): number | null {
  let short: number | null = null;
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const signs = END.exec(line)?.[1]?.length ?? 0;
    if (signs >= Math.min(opened, USUAL) || signs >= USUAL - 2) return at;
    if (signs > 0) short ??= at;
    const next = START.exec(line)?.[2]?.length ?? 0;
    if (next >= Math.min(opened, USUAL - 2) && (short !== null || !closesLater(lines, at))) return short;
  }
  return short;
}

/** Whether a start marker inside a block is text of it: then one end marker closes both. */
function closesLater(lines: readonly string[], from: number): boolean {
  for (let at = from + 1; at < lines.length; at += 1) {
    if (/^\s*={3,}\s*$/.test(lines[at] ?? '')) return true;
    if (END.test(lines[at] ?? '') || START.test(lines[at] ?? '')) return false;
  }
  return false;
}
