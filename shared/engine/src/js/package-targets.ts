import type { FileIndex } from './file-index.ts';
import type { PackageManifest } from './package-manifest.ts';
import { matchStar } from './path-mapping.ts';
import { joinPath } from './paths.ts';
import { isObject, stringsIn } from './read-json.ts';
import type { Json } from './read-json.ts';

const BUILT =
  /^(?:\.\/)?(?:dist|lib|build|out|output|es|esm|cjs|umd|module|types|typings|compiled|target)(?:\/(?:esm|cjs|es|types|src|node|browser|mjs))*\//;

/**
 * The source that a path of `package.json` stands for. Packages name what they build (`dist/index.js`), and only the
 * source is in the repository, so a path without a file is also looked for below `src` and in the package's own folder.
 */
export function findSource(index: FileIndex, manifest: PackageManifest, path: string): readonly string[] {
  const direct = joinPath(manifest.directory, path);
  if (direct === null) return [];
  const found = index.find(direct);
  if (found.length > 0) return found;
  const inner = path.replace(BUILT, '');
  if (inner === path) return [];
  for (const root of ['src', 'source', 'lib', '.']) {
    const guess = joinPath(manifest.directory, `${root}/${inner.replace(/\.min\./, '.')}`);
    const hits = guess === null ? [] : index.find(guess);
    if (hits.length > 0) return hits;
  }
  return [];
}

/**
 * The files that `subpath` (`.` or `./x`) of `exports` or `#x` of `imports` leads to under any condition. A star in a
 * target is filled with what the star of the key matched.
 */
export function mapSubpath(map: Json | undefined, subpath: string): string[] {
  if (map === undefined) return [];
  const keyed = isObject(map) && Object.keys(map).some((key) => key.startsWith('.') || key.startsWith('#'));
  if (!keyed) return subpath === '.' ? stringsIn(map) : [];
  return Object.entries(isObject(map) ? map : {}).flatMap(([key, value]) => {
    const filled = matchStar(key, subpath);
    return filled === null ? [] : stringsIn(value).map((target) => target.replaceAll('*', filled));
  });
}

/** What `import 'name'` or `require('name')` gets from a package, under any tool. */
export function mainPaths(manifest: PackageManifest): string[] {
  const { json } = manifest;
  const fields = [
    'main',
    'module',
    'browser',
    'types',
    'typings',
    'source',
    'jsnext:main',
    'react-native',
    'unpkg',
    'jsdelivr',
  ];
  const named = [...fields.flatMap((field) => stringsIn(json[field])), ...mapSubpath(json['exports'], '.')];
  return named.length > 0 ? named : ['index.js'];
}
