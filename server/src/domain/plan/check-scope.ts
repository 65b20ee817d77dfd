import type { Patch } from '@iama/contracts/patch/patch';
import { nameSome } from '../text/name-some.ts';

export type ScopeVerdict =
  | { readonly inside: true }
  /** `detail` is a sentence for the person. */
  | { readonly inside: false; readonly paths: readonly string[]; readonly detail: string };

const MAX_NAMED = 5;

/** Does the patch stay within what the specification allows? Every name it reads, removes or writes counts. */
export function checkScope(patch: Pick<Patch, 'files'>, allowed_files: readonly string[]): ScopeVerdict {
  const allowed = new Set(allowed_files);
  const touched = patch.files.flatMap(({ path, new_path }) => (new_path === null ? [path] : [path, new_path]));
  const paths = [...new Set(touched.filter((path) => !allowed.has(path)))].toSorted();
  if (paths.length === 0) return { inside: true };
  return {
    inside: false,
    paths,
    detail: `The patch touches files that are not in the specification: ${nameSome(paths, MAX_NAMED)}.`,
  };
}
