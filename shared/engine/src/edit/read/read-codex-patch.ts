import type { PatchEdit, SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { WorkspacePath } from '@iama/contracts/primitives';
import { isBlockStart } from './read-fences.ts';
import type { ReadEdits, ReadProblem } from './read-outcome.ts';

const HEADER = /^\s*\*\*\* (Add|Update|Delete) File: (.+?)\s*$/;
const MOVE = /^\s*\*\*\* Move to: (.+?)\s*$/;
const END_OF_FILE = /^\s*\*\*\* End of File\s*$/;

interface Section {
  readonly deed: 'Add' | 'Update' | 'Delete';
  readonly path: string;
  readonly line: number;
  readonly body: readonly { readonly text: string; readonly line: number }[];
}

/**
 * A `*** Begin Patch` envelope: whole files to add, delete and move, and files to update by chunks of context, `-` and `+`
 * lines. What stands around it (a shell command, a heredoc) is of no interest. A chunk without any old line appends.
 */
export function readCodexPatch(text: string): ReadEdits {
  const lines = text.split('\n');
  const problems: ReadProblem[] = [];
  const edits: PatchEdit[] = [];
  for (const { begin, end } of envelopes(lines, problems)) {
    for (const section of sections(lines, begin + 1, end, problems)) {
      if (WorkspacePath.safeParse(section.path).success) edits.push(...readSection(section, problems));
      else
        problems.push({
          line: section.line,
          message: `${section.path} is not a path inside the workspace. Write it relative to its root.`,
        });
    }
  }
  if (edits.length === 0 && problems.length === 0)
    problems.push({ line: lines.findIndex(isPatchStart) + 1, message: 'The patch changes nothing.' });
  const set =
    edits.length === 0 ? null : { schema_version: 1 as const, matching: 'tolerant' as const, base_sha256: {}, edits };
  return { format: 'codex', set, problems };
}

/** Whether a line opens an envelope. */
export function isPatchStart(line: string): boolean {
  return line.trim() === '*** Begin Patch';
}

const isEnd = (line: string): boolean => line.trim() === '*** End Patch';

/** A text may have several envelopes. What looks like edits and lies in none would be lost without a word. */
function envelopes(lines: readonly string[], problems: ReadProblem[]): { begin: number; end: number }[] {
  const found: { begin: number; end: number }[] = [];
  let begin: number | null = null;
  for (const [at, line] of lines.entries()) {
    if (begin === null && isPatchStart(line)) begin = at;
    else if (begin !== null && isEnd(line)) {
      found.push({ begin, end: at });
      begin = null;
    } else if (begin === null && isEnd(line))
      problems.push({ line: at + 1, message: 'The patch is closed here for a second time. Is the first one text?' });
    else if (begin === null && found.length > 0 && isBlockStart(line))
      problems.push({
        line: at + 1,
        message: 'A SEARCH/REPLACE block stands beside a "*** Begin Patch". Send all edits in one of the two forms.',
      });
  }
  if (begin !== null) {
    const message = 'The patch is never closed by "*** End Patch". It may have broken off; send all of it again.';
    problems.push({ line: lines.length, message });
    found.push({ begin, end: lines.length });
  }
  return found;
}

function sections(lines: readonly string[], from: number, to: number, problems: ReadProblem[]): Section[] {
  const found: (Section & { body: { text: string; line: number }[] })[] = [];
  for (let at = from; at < to; at += 1) {
    const text = lines[at] ?? '';
    const header = HEADER.exec(text);
    if (header) {
      const path = (header[2] ?? '').replace(/^(["'`])(.+)\1$/, '$2').replace(/^\.\//, '');
      found.push({ deed: header[1] as Section['deed'], path, line: at + 1, body: [] });
    } else if (found.length > 0) found.at(-1)?.body.push({ text, line: at + 1 });
    else if (text.trim() !== '')
      problems.push({
        line: at + 1,
        message: `"${text.trim()}" is not "*** Add File:", "*** Update File:" or "*** Delete File:".`,
      });
  }
  return found;
}

function readSection(section: Section, problems: ReadProblem[]): PatchEdit[] {
  const { deed, path, body } = section;
  if (deed === 'Delete') return [{ op: 'DELETE_FILE', path }];
  if (deed === 'Add') {
    const written = body.filter(({ text }, index) => text !== '' || body.slice(index).some((each) => each.text !== ''));
    for (const { text, line } of written) {
      if (!text.startsWith('+')) problems.push({ line, message: 'Every line of a new file starts with "+".' });
    }
    return [{ op: 'CREATE_FILE', path, text: written.map(({ text }) => `${text.slice(1)}\n`).join('') }];
  }
  const edits: PatchEdit[] = [];
  const move = body.map(({ text }) => MOVE.exec(text)?.[1]).find((each) => each !== undefined);
  if (move !== undefined) edits.push({ op: 'RENAME_FILE', path, new_path: move.replace(/^\.\//, '') });
  const blocks = readChunks(
    body.filter(({ text }) => !MOVE.test(text)),
    problems,
  );
  if (blocks.length > 0) edits.push({ op: 'EXACT_SEARCH_REPLACE', path, blocks });
  if (edits.length === 0) problems.push({ line: section.line, message: `The update of ${path} has no lines.` });
  return edits;
}

interface Chunk {
  readonly within: string[];
  readonly before: string[];
  readonly after: string[];
  at_end: boolean;
}

/** Chunks of context, `-` and `+` lines below `@@` lines, as blocks. */
export function readChunks(body: Section['body'], problems: ReadProblem[]): SearchReplaceBlock[] {
  const chunks: Chunk[] = [];
  let open: Chunk | null = null;
  const start = (): Chunk => {
    const chunk = { within: [], before: [], after: [], at_end: false };
    chunks.push(chunk);
    return chunk;
  };
  const last = body.findLastIndex(({ text }) => text.trim() !== '');
  for (const { text, line } of body.slice(0, last + 1)) {
    const context = /^\s*@@(?: (.*?))?\s*$/.exec(text);
    if (context && !/^[ +-]/.test(text.replace(/^\s+@@/, '@@'))) {
      // Two headers in a row narrow the place down: the class, then its method.
      if (open === null || open.before.length + open.after.length > 0) open = start();
      const name = (context[1] ?? '').replace(/^-\d.*@@\s*/, '').trim();
      if (name !== '') open.within.push(name);
      continue;
    }
    open ??= start();
    if (END_OF_FILE.test(text)) open.at_end = true;
    else if (text.startsWith('+')) open.after.push(text.slice(1));
    else if (text.startsWith('-')) open.before.push(text.slice(1));
    else if (text.startsWith(' ') || text === '') {
      open.before.push(text.slice(1));
      open.after.push(text.slice(1));
    } else problems.push({ line, message: `"${text.slice(0, 60)}" starts with none of " ", "-", "+" and "@@".` });
  }
  return chunks.filter((each) => each.before.length + each.after.length > 0).map(toBlock);
}

function toBlock({ within, before, after, at_end: atEnd }: Chunk): SearchReplaceBlock {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return {
    search: text(before),
    replace: text(after),
    whole_lines: true,
    ...(within.length > 0 ? { within } : {}),
    ...(atEnd || (before.length === 0 && within.length === 0) ? { at_end: true } : {}),
  };
}
