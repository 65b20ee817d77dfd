import type { Hunk, TextEdit } from '@iama/contracts/patch/patch';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { indexLines } from './line-index.ts';
import type { LineIndex } from './line-index.ts';
import { lineBlocks } from './line-blocks.ts';
import type { LineBlock } from './line-blocks.ts';

const CONTEXT_LINES = 3;

/** What `git` writes under a last line without a newline; it stands in a hunk's lines in the same way. */
export const NO_NEWLINE = '\\ No newline at end of file';

/**
 * Reviewable pieces of one file's edits. Blocks whose context lines would touch share a hunk. A hunk's id comes from the
 * path and the edits, so the same edits always have the same id. `edits` that leave all lines as they were come back
 * left out. Dependencies are empty here.
 */
export function makeHunks(
  path: string,
  text: string,
  edits: readonly TextEdit[],
): { hunks: Hunk[]; edits: readonly TextEdit[] } {
  const lines = indexLines(text);
  const all = lineBlocks(text, lines, edits);
  const live = new Set(all.flatMap((block) => block.edits));
  if (live.size < edits.length) {
    return makeHunks(
      path,
      text,
      edits.filter((_, index) => live.has(index)),
    );
  }
  const groups: LineBlock[][] = [];
  for (const block of all) {
    const group = groups.at(-1);
    if (group && block.from - (group.at(-1)?.to ?? 0) <= 2 * CONTEXT_LINES) group.push(block);
    else groups.push([block]);
  }
  let shift = 0;
  const hunks = groups.map((blocks) => {
    const hunk = toHunk(path, lines, edits, blocks, shift);
    shift += hunk.new_lines - hunk.old_lines;
    return hunk;
  });
  return { hunks, edits };
}

/** The id of a hunk that stands for a file's whole existence (an empty file, a rename), from its change and paths. */
export function hunkId(path: string, content: string): string {
  return `h-${bytesToHex(sha256(utf8ToBytes(`${path}\0${content}`))).slice(0, 12)}`;
}

function toHunk(
  path: string,
  lines: LineIndex,
  edits: readonly TextEdit[],
  blocks: readonly LineBlock[],
  shift: number,
): Hunk {
  const from = Math.max(0, (blocks[0]?.from ?? 0) - CONTEXT_LINES);
  const to = Math.min(lines.count, (blocks.at(-1)?.to ?? 0) + CONTEXT_LINES);
  const shown: string[] = [];
  const show = (sign: ' ' | '-' | '+', list: readonly string[]) => {
    for (const line of list) {
      if (line.endsWith('\n')) shown.push(sign + line.slice(0, -1));
      else shown.push(sign + line, NO_NEWLINE);
    }
    return list.length;
  };
  let at = from;
  let newLines = 0;
  for (let index = 0; index < blocks.length;) {
    const first = blocks[index];
    const run: LineBlock[] = [];
    for (let end = first?.from; index < blocks.length && blocks[index]?.from === end; index++) {
      const block = blocks[index];
      if (block) run.push(block);
      end = block?.to;
    }
    newLines += show(' ', lines.slice(at, run[0]?.from ?? at));
    for (const block of run) show('-', block.removed);
    for (const block of run) newLines += show('+', block.added);
    at = run.at(-1)?.to ?? at;
  }
  newLines += show(' ', lines.slice(at, to));
  const own = blocks.flatMap((block) => block.edits);
  const said = own.flatMap((index) => edits[index] ?? []);
  const oldLines = to - from;
  return {
    id: hunkId(path, JSON.stringify(said.map((edit) => [edit.start, edit.end, edit.replacement]))),
    edits: own,
    // A range of no lines is named by the line before it, as in `diff -u`.
    old_start: oldLines === 0 ? from : from + 1,
    old_lines: oldLines,
    new_start: newLines === 0 ? from + shift : from + shift + 1,
    new_lines: newLines,
    lines: shown,
    finding_ids: [...new Set(said.map((edit) => edit.finding_id))],
    depends_on: [],
    because: null,
  };
}
