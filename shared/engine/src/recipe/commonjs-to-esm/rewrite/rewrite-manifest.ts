import { isInside } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import type { PackageFiles } from '../plan/package-files.ts';
import { engineFloors } from '../tree/engine-floor.ts';
import { manifestPath } from '../tree/manifest.ts';
import { relativeSpecifier } from '../tree/relative-specifier.ts';
import { child } from '../../../js/walk.ts';
import type { Edit } from './edit-list.ts';
import { propertyOf, readJsonText, renamePaths, setKey } from './json-object.ts';

/** Edits of a package.json: its type, names of renamed files, and the Node versions it promises. */
export function rewriteManifest(
  tree: SourceTree,
  files: PackageFiles,
  renames: ReadonlyMap<string, string>,
  floor: readonly [number, number],
): { type: Edit[]; engines: Edit[] } {
  const json = readJsonText(tree.files.get(manifestPath(files.directory)) ?? '');
  if (!json) return { type: [], engines: [] };
  const type = [setKey(json, json.root, 'type', '"module"', ['version', 'description', 'name'])];
  type.push(...renamePaths(json, relativeRenames(files.directory, renames)));
  const engines = propertyOf(json.root, 'engines');
  const node = engines ? propertyOf(child(engines, 'value') ?? engines, 'node') : null;
  const range = node ? child(node, 'value')?.['value'] : null;
  const floors = engineFloors(range);
  const old =
    floors.length === 0 ||
    floors.some(([major, minor]) => major < floor[0] || (major === floor[0] && minor < floor[1]));
  const value = node ? child(node, 'value') : null;
  if (!value || typeof range !== 'string' || !old) return { type, engines: [] };
  const wanted = `">=${floor[0]}${floor[1] > 0 ? `.${floor[1]}` : ''}"`;
  return { type, engines: [{ start: value.start - 1, end: value.end - 1, text: wanted }] };
}

function relativeRenames(directory: string, renames: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [from, to] of renames) {
    if (!isInside(from, directory)) continue;
    found.set(relativeSpecifier(directory, from).slice(2), relativeSpecifier(directory, to).slice(2));
  }
  return found;
}
