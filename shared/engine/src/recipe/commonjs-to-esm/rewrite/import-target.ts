import { directoryOf } from '../../../js/paths.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { moduleFacts } from '../facts/module-facts.ts';
import type { RequireSite } from '../facts/read-requires.ts';
import type { Conversion } from '../plan/conversion.ts';
import { importSpecifier, packageShape } from '../tree/package-shape.ts';
import { relativeSpecifier } from '../tree/relative-specifier.ts';
import { fileLabel, packageLabel } from './module-label.ts';
import { resolveRequire } from '../tree/resolve-require.ts';

/** How the module behind a require looks to an import. */
export interface ImportTarget {
  readonly specifier: string;
  /** What a whole-module binding has to be, to be what the require gave; null when there is nothing to bind. */
  readonly value: 'default' | 'namespace' | null;
  readonly hasName: (name: string) => boolean;
  readonly isBuiltin: boolean;
  readonly attributes: string;
  /** What a new binding of it would be called. */
  readonly label: string;
}

export function importTarget(conversion: Conversion, facts: ModuleFacts, site: RequireSite): ImportTarget {
  const { tree, settlement, modes, renames } = conversion;
  const target = resolveRequire(tree, facts.path, site.specifier);
  const none = (): boolean => false;
  const any = (): boolean => true;
  const label = target.kind === 'file' ? fileLabel(tree, target.path) : packageLabel(site.specifier);
  const plain = { isBuiltin: false, attributes: '', label };
  if (target.kind === 'builtin')
    return { ...plain, specifier: site.specifier, value: 'default', hasName: any, isBuiltin: true };
  if (target.kind === 'external') {
    const { value, hasName } = packageShape(tree, facts.path, site.specifier);
    const specifier = importSpecifier(tree, facts.path, site.specifier) ?? site.specifier;
    return { ...plain, specifier, value, hasName };
  }
  if (target.kind === 'missing') return { ...plain, specifier: site.specifier, value: 'default', hasName: none };
  const newPath = renames.get(target.path) ?? target.path;
  const from = directoryOf(renames.get(facts.path) ?? facts.path);
  const written = site.specifier.startsWith('.') ? relativeSpecifier(from, newPath) : site.specifier;
  const specifier = sameFile(site.specifier, written) ? site.specifier : written;
  if (target.path.endsWith('.json')) {
    const attributes = ` with { type: ${site.quote}json${site.quote} }`;
    return { ...plain, specifier, value: 'default', hasName: none, attributes };
  }
  const mode = settlement.convert.has(target.path) ? modes.get(target.path) : undefined;
  if (mode?.kind === 'names') {
    return {
      ...plain,
      specifier,
      value: mode.wholeByDefault ? 'default' : 'namespace',
      hasName: (name) => mode.names.bindings.has(name),
    };
  }
  if (mode?.kind === 'none') return { ...plain, specifier, value: null, hasName: none };
  if (mode === undefined && moduleFacts(tree, target.path)?.form === 'esm') {
    return { ...plain, specifier, value: 'namespace', hasName: any };
  }
  return { ...plain, specifier, value: 'default', hasName: none };
}

function sameFile(a: string, b: string): boolean {
  return a === b || a === `./${b}`;
}
