import { isTest } from './is-test.ts';
import { resolvePython } from './resolve-python.ts';
import { scanImports } from './scan-imports.ts';
import { moduleGraphOf } from '../js/module-graph.ts';
import { testReachOf } from '../js/test-reach.ts';
import type { SourceTree } from '../recipe/recipe.ts';

/** Test files that load this one, directly or through others: of its own language. Pure. */
export function testsReaching(tree: SourceTree, path: string): ReadonlySet<string> {
  if (path.endsWith('.py')) return pythonTestsReaching(tree, path);
  const { byTest } = testReachOf(moduleGraphOf(tree));
  return new Set([...byTest].flatMap(([test, files]) => (files.has(path) ? [test] : [])));
}

const importers = new WeakMap<SourceTree, ReadonlyMap<string, ReadonlySet<string>>>();

function pythonTestsReaching(tree: SourceTree, path: string): ReadonlySet<string> {
  const known = importers.get(tree) ?? importersIn(tree);
  importers.set(tree, known);
  const reached = new Set([path]);
  for (const each of reached) known.get(each)?.forEach((from) => reached.add(from));
  return new Set([...reached].filter((each) => each !== path && isTest(each)));
}

/** Who names whom. A package is loaded with each of its modules, so what `__init__.py` imports is loaded too. */
function importersIn(tree: SourceTree): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [from, text] of tree.files) {
    if (!from.endsWith('.py')) continue;
    for (const module of scanImports(from, text)) {
      for (const each of [module, ...packagesAbove(module)]) {
        const to = resolvePython(tree.paths, from, each);
        if (to !== null && to !== from) found.set(to, (found.get(to) ?? new Set()).add(from));
      }
    }
  }
  return found;
}

/** `a.b.c` → `a.b`, `a`. */
function packagesAbove(module: string): readonly string[] {
  const parts = module.split('.');
  return parts.slice(1).flatMap((_, at) => {
    const above = parts.slice(0, at + 1).join('.');
    return /^\.*$/.test(above) ? [] : [above];
  });
}
