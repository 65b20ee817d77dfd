import type { PatchEdit } from '@iama/contracts/edit/patch-edit';
import { WorkspacePath } from '@iama/contracts/primitives';
import { readChunks } from './read-codex-patch.ts';
import type { ReadEdits, ReadProblem } from './read-outcome.ts';

const HUNK = /^@@(?: -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@| ?\.\.\. ?@@|.*)$/;
const FENCE = /^\s*(?:`{3,}|~{3,})/;
/** What a diff says about a file besides its lines. */
const NOT_LINES = /^(?:(?:rename|copy) (?:from|to) |(?:old|new) mode |Binary files |GIT binary patch)/;

interface Line {
  readonly text: string;
  readonly line: number;
}

/** Whether a file's part of a diff starts at this line. */
export function isDiffStart(lines: readonly string[], at: number): boolean {
  return /^--- \S/.test(lines[at] ?? '') && /^\+\+\+ \S/.test(lines[at + 1] ?? '');
}

/**
 * A diff as `git diff` prints it or a model writes it, in a fence or bare. Line numbers and the words behind them are often
 * wrong, so the lines alone say where the place is. A last hunk has to end with its fence or be as long as it says: a
 * diff that breaks off would only take lines away.
 */
export function readUnifiedDiff(text: string): ReadEdits {
  const lines = text.split('\n');
  const problems: ReadProblem[] = [];
  const edits: PatchEdit[] = [];
  let at = 0;
  while (at < lines.length) {
    if (NOT_LINES.test(lines[at] ?? ''))
      problems.push({ line: at + 1, message: 'Only changes of lines are read from a diff. Use JSON to move a file.' });
    if (!isDiffStart(lines, at)) {
      at += 1;
      continue;
    }
    const [from, to] = [nameOf(lines[at] ?? ''), nameOf(lines[at + 1] ?? '')];
    const body: Line[] = [];
    const start = at + 1;
    for (at += 2; at < lines.length && isBody(lines, at); at += 1) body.push({ text: lines[at] ?? '', line: at + 1 });
    if (at >= lines.length && !isWhole(body))
      problems.push({
        line: at,
        message: 'The last hunk is not as long as it says. It may have broken off; send the diff again, in a fence.',
      });
    edits.push(...readFile(from, to, start, body, problems));
  }
  const set =
    edits.length === 0 ? null : { schema_version: 1 as const, matching: 'tolerant' as const, base_sha256: {}, edits };
  return { format: 'diff', set, problems };
}

function isBody(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return !FENCE.test(line) && !line.startsWith('diff --git ') && !isDiffStart(lines, at);
}

/** `a/src/x.ts`, with a time behind it or not. */
function nameOf(line: string): string {
  return line
    .slice(4)
    .replace(/\t.*$/, '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\.\//, '');
}

function readFile(from: string, to: string, line: number, body: readonly Line[], problems: ReadProblem[]): PatchEdit[] {
  const isGit = /^(?:a\/|\/dev\/null$)/.test(from) && /^(?:b\/|\/dev\/null$)/.test(to);
  const bare = (name: string): string => (isGit ? name.replace(/^[ab]\//, '') : name);
  const path = bare(to === '/dev/null' ? from : to);
  const fail = (message: string): PatchEdit[] => {
    problems.push({ line, message });
    return [];
  };
  if (!WorkspacePath.safeParse(path).success)
    return fail(`${path} is not a path inside the workspace. Write it relative to its root.`);
  const hunks = body.map(({ text, ...rest }) => ({ ...rest, text: HUNK.test(text) ? '@@' : text }));
  const kept = hunks.filter(({ text }) => !text.startsWith('\\ No newline'));
  if (to === '/dev/null') return [{ op: 'DELETE_FILE', path }];
  if (from === '/dev/null') {
    const added = kept.filter(({ text }) => text.startsWith('+')).map(({ text }) => `${text.slice(1)}\n`);
    return [{ op: 'CREATE_FILE', path, text: added.join('') }];
  }
  if (bare(from) !== path) return fail(`The diff moves ${bare(from)} to ${path}. Use JSON to move a file.`);
  const blocks = readChunks(kept, problems);
  if (blocks.length === 0) return fail(`The diff of ${path} has no lines.`);
  const unplaced = blocks.some((block) => block.search === '');
  return unplaced
    ? fail(`A hunk of ${path} has no line of the file. Repeat the line above or below the place.`)
    : [{ op: 'EXACT_SEARCH_REPLACE', path, blocks }];
}

/** Whether the last hunk has as many old and new lines as its head says; one that says nothing cannot prove it. */
function isWhole(body: readonly Line[]): boolean {
  const head = body.findLastIndex(({ text }) => text.startsWith('@@'));
  const said = HUNK.exec(body[head]?.text ?? '');
  if (!said || !/^@@ -\d/.test(said[0])) return false;
  const last = body.slice(head + 1).map(({ text }) => text);
  const count = (pattern: RegExp): number => last.filter((text) => pattern.test(text)).length;
  return count(/^[- ]/) === Number(said[1] ?? 1) && count(/^[+ ]/) === Number(said[2] ?? 1);
}
