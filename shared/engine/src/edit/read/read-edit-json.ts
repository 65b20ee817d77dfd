import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { jsonrepair } from 'jsonrepair';
import { endOfJsonValue } from '../../answer/end-of-json-value.ts';
import type { ReadEdits, ReadProblem } from './read-outcome.ts';

const MOST_PROBLEMS = 20;
/** What follows a value and is not a slip within it: a fence's end, words on a new line. */
const PROSE = /^\s*(?:\n\s*[\p{L}`~*#>-]|$)/u;

/**
 * JSON of an edit set, or of its list of edits; words may follow it, and no second value. Slips of the pen are mended (commas, quotes, comments, raw line breaks);
 * JSON that breaks off is not, because nobody knows what the rest was.
 */
export function readEditJson(text: string, first_line: number): ReadEdits {
  const refuse = (...problems: ReadProblem[]): ReadEdits => ({ format: 'json', set: null, problems });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const end = endOfJsonValue(text);
    if (end === null)
      return refuse({ line: lastLine(text, first_line), message: 'The JSON breaks off here. Send all of it again.' });
    const rest = text.slice(end);
    if (/^\s*[[{]/m.test(rest))
      return refuse({
        line: lastLine(text.slice(0, end + rest.search(/[[{]/) + 1), first_line),
        message: 'A second JSON value starts here. Send all edits in one.',
      });
    try {
      value = JSON.parse(jsonrepair((PROSE.test(rest) ? text.slice(0, end) : text).trim()));
    } catch (error) {
      const said = error instanceof Error ? error.message : 'not JSON';
      return refuse({ line: first_line, message: `This cannot be read as JSON (${said}).` });
    }
  }
  const parsed = PatchEditSet.safeParse(Array.isArray(value) ? { edits: value } : value);
  if (parsed.success) return { format: 'json', set: parsed.data, problems: [] };
  return refuse(
    ...parsed.error.issues.slice(0, MOST_PROBLEMS).map((issue) => ({
      line: first_line,
      message: `${issue.path.join('.') || 'The edit set'}: ${issue.message}`,
    })),
  );
}

function lastLine(text: string, first_line: number): number {
  return first_line + text.trimEnd().split('\n').length - 1;
}
