import type { SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import type { ReadProblem } from './read-outcome.ts';

export type DividedBlock =
  | { readonly ok: true; readonly block: SearchReplaceBlock }
  | { readonly ok: false; readonly problems: readonly ReadProblem[] };

const DIVIDER = /^\s*={3,}\s*$/;
const USUAL_DIVIDER = /^\s*={7}\s*$/;
const START = /^\s*<{5,} SEARCH>?\s*$/i;
/** What git writes into a file that it could not merge. */
const CONFLICT = /^(?:<{7}|>{7})(?: |$)/;
const HINT = /^\s*:(?:start|end)_line:\s*\[?\d+\]?\s*$/;
const ESCAPED = /^(\s*)\\((?:<{3,}|>{3,}|={3,}|-{3,}|\+{3,}|:(?:start|end)_line:).*)$/;
const NUMBERED = /^\s*(\d+) \| ?(.*)$/;

/** The lines between the markers as what is searched for and what takes its place. `first_line` is that of `lines[0]`. */
export function divideBlock(lines: readonly string[], first_line: number, indent: string): DividedBlock {
  const fail = (index: number, message: string): DividedBlock => ({
    ok: false,
    problems: [{ line: first_line + index, message }],
  });
  const nested = lines.findIndex((line) => START.test(line));
  if (nested !== -1) {
    return fail(
      nested,
      'A block starts inside of another. Close the one before, or write a backslash before a marker that is text.',
    );
  }
  const all = indexesOf(lines, DIVIDER);
  const usual = indexesOf(lines, USUAL_DIVIDER);
  const dividers = usual.length > 0 ? usual : all;
  const [divider] = dividers;
  if (divider === undefined)
    return fail(lines.length, 'The block has no "=======" between the search and its replacement.');
  if (dividers.length > 1) {
    return fail(
      dividers[1] ?? 0,
      'The block has more than one "=======". Write a backslash before those that are text.',
    );
  }
  const conflict = lines.findIndex((line) => CONFLICT.test(line));
  if (conflict !== -1) {
    // Its "=======" may be the one that was taken for the block's own.
    return fail(
      conflict,
      'The block has a marker of a merge conflict in it. Write a backslash before it if it is text.',
    );
  }
  const hints = hintLines(lines);
  const replace = lines.slice(divider + 1);
  const misplaced = replace.findIndex((line) => HINT.test(line));
  if (misplaced !== -1)
    return fail(divider + 1 + misplaced, 'A line number belongs to the search, not to its replacement.');
  const search = cleaned(lines.slice(hints, divider), indent);
  return { ok: true, block: { ...unnumbered(search, cleaned(replace, indent)), whole_lines: true } };
}

/** `:start_line:12` and the rule below it: where the model thinks the place is. The text decides, so they are dropped. */
function hintLines(lines: readonly string[]): number {
  let count = 0;
  while (HINT.test(lines[count] ?? '')) count += 1;
  return count > 0 && /^\s*-{3,}\s*$/.test(lines[count] ?? '') ? count + 1 : count;
}

/** Without the backslash before text that looks like a marker, and without the indentation of the fence as a whole. */
function cleaned(lines: readonly string[], indent: string): string[] {
  const isIndented = indent !== '' && lines.every((line) => line.startsWith(indent) || line.trim() === '');
  return lines.map((line) => {
    const own = isIndented ? line.slice(indent.length) : line;
    return own.replace(ESCAPED, '$1$2');
  });
}

/** Lines that were copied together with their numbers, `12 | code`, all of them and in order. */
function unnumbered(search: readonly string[], replace: readonly string[]): { search: string; replace: string } {
  const numbers = search.map((line) => Number(NUMBERED.exec(line)?.[1]));
  const isNumbered = search.length > 0 && numbers.every((each, index) => each === (numbers[0] ?? 0) + index);
  const bare = (lines: readonly string[]): string[] => lines.map((line) => NUMBERED.exec(line)?.[2] ?? line);
  const isReplaceNumbered = isNumbered && replace.length > 0 && replace.every((line) => NUMBERED.test(line));
  return {
    search: asText(isNumbered ? bare(search) : search),
    replace: asText(isReplaceNumbered ? bare(replace) : replace),
  };
}

/** Every line ends; no lines are no text. */
function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function indexesOf(lines: readonly string[], pattern: RegExp): number[] {
  return lines.flatMap((line, index) => (pattern.test(line) ? [index] : []));
}
