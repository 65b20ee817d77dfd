import type { Patch } from '@iama/contracts/patch/patch';
import type { Exclusion } from './narrow.ts';

/** The findings behind every change of a file that was not agreed on, so that a recipe can leave them out. */
export function outsideScope(patch: Patch, allowed_files: readonly string[]): Exclusion[] {
  const allowed = new Set(allowed_files);
  const outside = patch.files.filter(
    ({ path, new_path }) => !allowed.has(path) || (new_path !== null && !allowed.has(new_path)),
  );
  const ids = outside.flatMap((file) => file.hunks.flatMap((hunk) => hunk.finding_ids));
  return [...new Set(ids)].map((finding_id) => ({
    finding_id,
    reason: 'It would change a file that is not in the specification.',
  }));
}
