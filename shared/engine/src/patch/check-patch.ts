import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';

/**
 * What can be said against a patch without the texts that it was made from: a sentence, or null. A patch that passes may
 * still not apply, but it describes one change in one way: what is shown for review is what its edits are counted to
 * be, every edit can be accepted or refused by one hunk, and no path has two fates.
 */
export function checkPatch(patch: Patch): string | null {
  const fault = patch.files.map((file) => faultOf(file)).find((each) => each !== null);
  if (fault !== undefined) return fault;
  const twice = firstRepeated(patch.files.flatMap(namesOf));
  if (twice !== null) return `The patch names ${twice} twice.`;
  if (!patch.files.every(({ path }, index) => index === 0 || (patch.files[index - 1]?.path ?? '') < path)) {
    return 'The files of the patch are not sorted by path.';
  }
  const hunks = patch.files.flatMap((file) => file.hunks);
  const same_id = firstRepeated(hunks.map(({ id }) => id));
  if (same_id !== null) return `Two hunks have the id ${same_id}.`;
  const ids = new Set(hunks.map(({ id }) => id));
  const lost = hunks.flatMap(({ depends_on }) => depends_on).find((id) => !ids.has(id));
  if (lost !== undefined) return `A hunk depends on ${lost}, which the patch does not have.`;
  if (linesOf(hunks, '+') !== patch.lines_added || linesOf(hunks, '-') !== patch.lines_removed) {
    return 'The patch counts other lines than its hunks show.';
  }
  return null;
}

function namesOf({ path, new_path }: PatchFile): string[] {
  return new_path === null ? [path] : [path, new_path];
}

function faultOf(file: PatchFile): string | null {
  const { path, change } = file;
  if (namesOf(file).includes('.')) return 'The patch changes the workspace itself as if it were a file.';
  if (!fitsItsChange(file)) return `The patch describes the ${change} of ${path} in a way that contradicts itself.`;
  if (!editsInOrder(file)) return `The edits of ${path} overlap or are out of order.`;
  if (file.hunks.length === 0) return `The patch shows no hunk for ${path}, so it could not be refused.`;
  const shown = file.hunks.flatMap(({ edits }) => edits);
  const is_each_once = shown.length === file.edits.length && new Set(shown).size === shown.length;
  if (!is_each_once || shown.some((index) => index >= file.edits.length)) {
    return `The hunks of ${path} do not show each of its edits once.`;
  }
  return file.hunks.every(countsItsLines) ? null : `A hunk of ${path} counts other lines than it shows.`;
}

function fitsItsChange({ change, new_path, base_sha256, result_sha256, edits }: PatchFile): boolean {
  return (
    (change === 'create') === (base_sha256 === null) &&
    (change === 'delete') === (result_sha256 === null) &&
    (change === 'rename') === (new_path !== null) &&
    (change !== 'create' || edits.every(({ start, end }) => start === 0 && end === 0))
  );
}

function editsInOrder({ edits }: PatchFile): boolean {
  return edits.every(({ start, end }, index) => start <= end && start >= (edits[index - 1]?.end ?? 0));
}

function countsItsLines(hunk: Hunk): boolean {
  const kept = linesOf([hunk], ' ');
  return hunk.old_lines === kept + linesOf([hunk], '-') && hunk.new_lines === kept + linesOf([hunk], '+');
}

function linesOf(hunks: readonly Hunk[], sign: string): number {
  let count = 0;
  for (const { lines } of hunks) for (const line of lines) if (line.startsWith(sign)) count += 1;
  return count;
}

function firstRepeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
