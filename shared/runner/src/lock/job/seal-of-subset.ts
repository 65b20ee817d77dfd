import type { Evidence } from '@iama/contracts/job/evidence';
import type { Patch } from '@iama/contracts/patch/patch';
import type { SealOrder } from '@iama/contracts/test-run/lock';

/**
 * What a run with a part of a delivered patch is held to: the seal that the whole of it was held to. The files of the part were agreed
 * on, or the patch would not have been delivered. Null for a job that sealed nothing. Pure.
 */
export function sealOfSubset({ lock }: Pick<Evidence, 'lock'>, { files }: Pick<Patch, 'files'>): SealOrder | null {
  if (!lock) return null;
  const agreed = files.flatMap(({ path, new_path }) => (new_path === null ? [path] : [path, new_path]));
  return { sha256: lock.seal.sha256, agreed_files: agreed };
}
