import { baseNameOf, directoryOf } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import { manifestOf } from '../tree/manifest.ts';
import { packageName } from '../tree/resolve-require.ts';

/** A variable name for a file: `lib/foo-bar.js` → fooBar; an index file is named after its folder, or its package. */
export function fileLabel(tree: SourceTree, path: string): string {
  const base = baseNameOf(path).replace(/\.([cm]?js|json|node)$/, '');
  if (base !== 'index' && base !== 'package') return toName(base);
  const directory = directoryOf(path);
  const declared = manifestOf(tree, directory)?.['name'];
  if (base === 'package') return 'pkg';
  if (typeof declared === 'string') return toName(packageName(declared).replace(/^@.*\//, ''));
  return directory === '.' ? 'main' : toName(baseNameOf(directory));
}

/** A variable name for a package: `@scope/name` → name, `node:fs/promises` → promises. */
export function packageLabel(specifier: string): string {
  const last =
    specifier
      .replace(/^node:/, '')
      .replace(/\.([cm]?js|json)$/, '')
      .split('/')
      .at(-1) ?? specifier;
  return toName(last);
}

function toName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '');
  return /^[A-Za-z_$]/.test(name) ? name : `_${name}`;
}
