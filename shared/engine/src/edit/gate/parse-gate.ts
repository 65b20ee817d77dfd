import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import { readSourceLines } from '../match/source-lines.ts';
import { brokenPlaces, syntaxErrors } from './syntax-errors.ts';

/** A file before and after a set. Null where there is none. `path` is the old name if it moves. */
export interface FileStates {
  readonly path: string;
  readonly path_after: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Refuses a file that would have more syntax errors than before. One that had some already may keep them, and one in a
 * language without a parser passes.
 */
export function parseGate({ path, path_after: pathAfter, before, after }: FileStates): EditRefusal | null {
  if (after === null || before === after) return null;
  const errors = syntaxErrors(pathAfter, after);
  if (errors === null || errors.length === 0) return null;
  const known = before === null ? [] : (syntaxErrors(path, before) ?? []);
  if (errors.length <= known.length && !breaksMore({ path, path_after: pathAfter, before, after })) return null;
  const messages = known.map((each) => each.message);
  const fresh = errors.find((each) => !messages.includes(each.message)) ?? errors[0];
  const lines = readSourceLines(after);
  const line =
    fresh?.at === null || fresh === undefined
      ? null
      : Math.min(lines.lineAt(fresh.at), Math.max(0, lines.lines.length - 1)) + 1;
  const where =
    line === null ? '' : ` near line ${line} of the result: "${(lines.lines[line - 1] ?? '').trim().slice(0, 120)}"`;
  const message = `${pathAfter} would not parse any more${where} (${fresh?.message ?? 'syntax error'}). Check brackets, quotes and indentation of the new text.`;
  return { code: 'NEW_PARSE_ERROR', edit: null, block: null, path, line, message };
}

/** Whether a script that could not be read before has one more place now that cannot. */
function breaksMore({ path, path_after: pathAfter, before, after }: FileStates): boolean {
  if (before === null || after === null) return false;
  const [known, found] = [brokenPlaces(path, before), brokenPlaces(pathAfter, after)];
  return known !== null && found !== null && known > 0 && found > known;
}
