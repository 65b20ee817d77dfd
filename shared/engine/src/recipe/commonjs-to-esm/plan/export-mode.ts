import type { SourceTree } from '../../recipe.ts';
import { exportedNames } from '../facts/exported-names.ts';
import type { ExportedNames } from '../facts/exported-names.ts';
import { moduleFacts } from '../facts/module-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { requiredUse } from '../facts/required-uses.ts';
import { resolveRequire } from '../tree/resolve-require.ts';

/**
 * How a module exports once it is an ES module. `names`: named exports, with a default object when somebody needs the
 * module as one value. `value`, `api`, `slot`: a default export only, of what `module.exports` was.
 */
export type ExportMode =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'names';
      readonly names: ExportedNames;
      readonly withDefault: boolean;
      readonly wholeByDefault: boolean;
    }
  | { readonly kind: 'value' | 'api' | 'slot' };

/** What the tree does with a module's exports, summed over all its consumers. */
interface Demand {
  whole: boolean;
  mutated: boolean;
  bound: boolean;
  names: Set<string>;
}

/** The mode of every converting module. `entries` are files that code outside the tree may load. */
export function exportModes(
  tree: SourceTree,
  everything: readonly ModuleFacts[],
  convert: ReadonlySet<string>,
  entries: ReadonlySet<string>,
): Map<string, ExportMode> {
  const demands = new Map<string, Demand>();
  for (const facts of everything) {
    for (const site of facts.requires) {
      const target = resolveRequire(tree, facts.path, site.specifier);
      if (target.kind !== 'file' || !convert.has(target.path)) continue;
      const use = requiredUse(facts, site);
      const demand = demands.get(target.path) ?? { whole: false, mutated: false, bound: false, names: new Set() };
      demands.set(target.path, demand);
      demand.whole ||= use.whole || use.called;
      demand.mutated ||= use.mutated;
      demand.bound ||= use.shape !== 'bare';
      for (const name of use.names) demand.names.add(name);
    }
    for (const path of facts.form === 'esm' ? staticImports(tree, facts) : []) {
      demands.set(path, { ...(demands.get(path) ?? { mutated: false, names: new Set() }), whole: true, bound: true });
    }
    if (facts.text.includes('import('))
      for (const path of dynamicImports(tree, facts))
        demands.set(path, { whole: true, mutated: false, bound: true, names: new Set() });
  }
  const modes = new Map<string, ExportMode>();
  for (const path of convert) {
    const facts = moduleFacts(tree, path);
    if (facts) modes.set(path, modeOf(facts, demands.get(path), entries.has(path)));
  }
  return modes;
}

function modeOf(facts: ModuleFacts, demand: Demand | undefined, isEntry: boolean): ExportMode {
  const { exports } = facts;
  if (exports.kind === 'none' || exports.kind === 'unclear') return demand?.bound ? { kind: 'api' } : { kind: 'none' };
  if (exports.kind === 'slot') return { kind: 'slot' };
  const names = exportedNames(facts);
  const fallback: ExportMode = { kind: exports.kind === 'names' ? 'api' : 'value' };
  if (!names) return fallback;
  // Somebody assigns to the exports: whoever takes the module apart later has to see that, and a named import would not.
  if (demand?.mutated === true) return fallback;
  const wholeByDefault = demand?.whole === true;
  // Whoever replaces a function on the exports object expects the module itself to call the replacement.
  if (wholeByDefault && names.reads.length > 0) return fallback;
  return { kind: 'names', names, withDefault: wholeByDefault || isEntry, wholeByDefault };
}

/** Files that an ES module of the tree imports: to it, a CommonJS file was one default value. */
function staticImports(tree: SourceTree, facts: ModuleFacts): string[] {
  return facts.body.flatMap((statement) => {
    const source = (statement['source'] as { value?: unknown } | null | undefined)?.value;
    const target = typeof source === 'string' ? resolveRequire(tree, facts.path, source) : null;
    return target?.kind === 'file' ? [target.path] : [];
  });
}

function dynamicImports(tree: SourceTree, facts: ModuleFacts): string[] {
  const found: string[] = [];
  for (const match of facts.text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) {
    const target = resolveRequire(tree, facts.path, match[1] as string);
    if (target.kind === 'file') found.push(target.path);
  }
  return found;
}
