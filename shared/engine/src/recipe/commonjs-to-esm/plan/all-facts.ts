import type { SourceTree } from '../../recipe.ts';
import { moduleFacts } from '../facts/module-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { resolveRequire } from '../tree/resolve-require.ts';

/** Every JavaScript file of the tree that can be read. */
export function allFacts(tree: SourceTree): ModuleFacts[] {
  const found: ModuleFacts[] = [];
  for (const path of tree.files.keys()) {
    if (!/\.[cm]?jsx?$/.test(path) || path.includes('node_modules/')) continue;
    const facts = moduleFacts(tree, path);
    if (facts) found.push(facts);
  }
  return found;
}

/** Files that somebody in the tree requires or imports. */
export function importedPaths(tree: SourceTree, everything: readonly ModuleFacts[]): Set<string> {
  const imported = new Set<string>();
  for (const facts of everything) {
    for (const site of facts.requires) {
      const target = resolveRequire(tree, facts.path, site.specifier);
      if (target.kind === 'file') imported.add(target.path);
    }
    for (const statement of facts.body) {
      const source = (statement['source'] as { value?: unknown } | null | undefined)?.value;
      const target = typeof source === 'string' ? resolveRequire(tree, facts.path, source) : null;
      if (target?.kind === 'file') imported.add(target.path);
    }
  }
  return imported;
}
