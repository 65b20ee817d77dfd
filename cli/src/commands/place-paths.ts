import type { PatchEdit, PatchEditSet } from '@iama/contracts/edit/patch-edit';

/** `unclear`: sentences, one for each name that could be two files. */
export interface PlacedPaths {
  readonly set: PatchEditSet;
  readonly unclear: readonly string[];
}

/**
 * Edits name files from the root of the repository, or from the folder where the person stands (`here`, from the root; '' is
 * the root). A name that is a file from one of them means that file; from both, nobody can tell. A new file lies where its
 * folder is, or else below the root.
 */
export function placePaths(set: PatchEditSet, paths: ReadonlySet<string>, here: string): PlacedPaths {
  if (here === '') return { set, unclear: [] };
  const unclear = new Set<string>();
  const folders = foldersOf(paths);
  const place = (path: string): string => {
    const below = `${here}/${path}`;
    const [isAtRoot, isHere] = [paths.has(path), paths.has(below)];
    if (isAtRoot && isHere) unclear.add(`${path} may be ${path} or ${below} of the repository; run this at its root.`);
    if (isAtRoot || isHere) return isAtRoot ? path : below;
    const [folder, ...rest] = path.split('/');
    const isInHere = rest.length > 0 && folders.has(`${here}/${folder}`) && !folders.has(folder!);
    return isInHere ? below : path;
  };
  const edits = set.edits.map((edit): PatchEdit => {
    const path = place(edit.path);
    if (edit.op !== 'RENAME_FILE') return { ...edit, path };
    return { ...edit, path, new_path: path === edit.path ? edit.new_path : `${here}/${edit.new_path}` };
  });
  const base_sha256 = Object.fromEntries(Object.entries(set.base_sha256).map(([path, hash]) => [place(path), hash]));
  const changed_symbols = set.changed_symbols?.map((each) => ({ ...each, path: place(each.path) }));
  return { set: { ...set, edits, base_sha256, ...(changed_symbols && { changed_symbols }) }, unclear: [...unclear] };
}

function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end));
  }
  return folders;
}
