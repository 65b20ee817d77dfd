import type { AppliedFile } from '@iama/contracts/job/delivery';
import type { Patch } from '@iama/contracts/patch/patch';
import { readImage } from '../apply/read-image.ts';

/** What each path holds before and after a patch, as it will be recorded. A rename touches two paths. */
export function plannedFiles(patch: Patch): AppliedFile[] {
  return patch.files.flatMap(({ path, new_path, base_sha256, result_sha256 }) =>
    new_path === null
      ? [{ path, before_sha256: base_sha256, after_sha256: result_sha256 }]
      : [
          { path, before_sha256: base_sha256, after_sha256: null },
          { path: new_path, before_sha256: null, after_sha256: result_sha256 },
        ],
  );
}

/** True when every file is as the record says it became: the act happened, whatever became of its messenger. */
export async function isOnDisk(root: string, files: readonly AppliedFile[]): Promise<boolean> {
  for (const { path, after_sha256 } of files) {
    const image = await readImage(root, path);
    if ((image?.sha256 ?? null) !== after_sha256) return false;
  }
  return true;
}
