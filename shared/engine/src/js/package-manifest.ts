import type { SourceTree } from '../recipe/recipe.ts';
import { ancestorsOf, baseNameOf, directoryOf } from './paths.ts';
import { isObject, readJson } from './read-json.ts';
import type { JsonObject } from './read-json.ts';

/** One `package.json` of the workspace. */
export interface PackageManifest {
  /** Where it stands; `.` for the root. */
  readonly directory: string;
  readonly path: string;
  readonly name: string | null;
  readonly isPrivate: boolean;
  readonly isModule: boolean;
  readonly hasExports: boolean;
  /** Names in any of its dependency lists. */
  readonly dependencies: ReadonlySet<string>;
  readonly json: JsonObject;
}

export interface Packages {
  readonly all: readonly PackageManifest[];
  readonly byName: ReadonlyMap<string, PackageManifest>;
  /** The nearest one above a file; null when there is none. */
  owning(path: string): PackageManifest | null;
}

/** Read every `package.json` of the tree. One that is not JSON counts as absent. */
export function readPackages(tree: SourceTree): Packages {
  const byDirectory = new Map<string, PackageManifest>();
  for (const [path, text] of tree.files) {
    if (baseNameOf(path) !== 'package.json' || path.includes('node_modules/')) continue;
    const json = readJson(text);
    if (isObject(json)) byDirectory.set(directoryOf(path), toManifest(path, json));
  }
  const all = [...byDirectory.values()];
  return {
    all,
    byName: new Map(all.flatMap((manifest) => (manifest.name === null ? [] : [[manifest.name, manifest]]))),
    owning(path) {
      for (const directory of ancestorsOf(directoryOf(path))) {
        const manifest = byDirectory.get(directory);
        // `{ "type": "commonjs" }` alone only says how files below are read; the package is the one above.
        if (manifest && (manifest.name !== null || directory === '.' || Object.keys(manifest.json).length > 1)) {
          return manifest;
        }
      }
      return null;
    },
  };
}

function toManifest(path: string, json: JsonObject): PackageManifest {
  const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return {
    directory: directoryOf(path),
    path,
    name: typeof json['name'] === 'string' ? json['name'] : null,
    isPrivate: json['private'] === true,
    isModule: json['type'] === 'module',
    hasExports: json['exports'] !== undefined,
    dependencies: new Set(lists.flatMap((list) => (isObject(json[list]) ? Object.keys(json[list]) : []))),
    json,
  };
}
