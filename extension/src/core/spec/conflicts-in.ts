/** One place where two revisions changed the same words: the lines of git's markers, counted from 0. */
export interface ConflictPlace {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

export type Side = 'mine' | 'theirs' | 'both';

/** The conflicts that stand in a text, from the first to the last. */
export function conflictsIn(lines: readonly string[]): readonly ConflictPlace[] {
  const found: ConflictPlace[] = [];
  let start = -1;
  let middle = -1;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('<<<<<<< ')) [start, middle] = [index, -1];
    else if (line.trimEnd() === '=======' && start >= 0) middle = index;
    else if (line.startsWith('>>>>>>> ') && middle > start && start >= 0) {
      found.push({ start, middle, end: index });
      start = -1;
    }
  }
  return found;
}

/** The lines that take the place of a conflict when somebody decides for a side. */
export function linesOf(
  lines: readonly string[],
  { start, middle, end }: ConflictPlace,
  side: Side,
): readonly string[] {
  const mine = lines.slice(start + 1, middle);
  const theirs = lines.slice(middle + 1, end);
  return side === 'mine' ? mine : side === 'theirs' ? theirs : [...mine, ...theirs];
}
