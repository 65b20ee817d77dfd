import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Every path below a folder with its kind, mode and content hash: equal digests mean byte-identical trees. */
export function treeDigest(folder: string, skip: readonly string[] = []): ReadonlyMap<string, string> {
  const digest = new Map<string, string>();
  const visit = (relative: string): void => {
    for (const name of readdirSync(join(folder, relative)).toSorted()) {
      const path = relative === '' ? name : `${relative}/${name}`;
      if (skip.includes(path)) continue;
      const stat = lstatSync(join(folder, path));
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        digest.set(path, `folder ${mode}`);
        visit(path);
      } else if (stat.isSymbolicLink()) digest.set(path, `link ${readlinkSync(join(folder, path))}`);
      else if (stat.isFile())
        digest.set(
          path,
          `${mode} ${createHash('sha256')
            .update(readFileSync(join(folder, path)))
            .digest('hex')}`,
        );
      else digest.set(path, 'special');
    }
  };
  visit('');
  return digest;
}
