import { diffArrays } from 'diff';

/**
 * Two texts as one: where they differ, both stand one after the other between git's conflict markers, which editors know.
 * `parseSpec` refuses a text with markers, so that nothing half-decided can be sent.
 */
export function printConflict(
  mine: { readonly name: string; readonly text: string },
  theirs: { readonly name: string; readonly text: string },
): string {
  const printed: string[] = [];
  let removed: readonly string[] = [];
  let added: readonly string[] = [];
  const flush = () => {
    if (removed.length + added.length > 0) {
      printed.push(`<<<<<<< ${mine.name}`, ...removed, '=======', ...added, `>>>>>>> ${theirs.name}`);
    }
    removed = added = [];
  };
  for (const part of diffArrays(mine.text.split('\n'), theirs.text.split('\n'))) {
    if (part.removed) removed = part.value;
    else if (part.added) added = part.value;
    else {
      flush();
      printed.push(...part.value);
    }
  }
  flush();
  return printed.join('\n');
}
