import type { SourceTree } from '../../recipe.ts';
import { isPythonTest } from '../../proposal/covered-files.ts';
import { pythonTree } from '../python-tree.ts';

/** One top-level name of the repository that another module may import. */
export interface Offer {
  readonly module: string;
  readonly path: string;
}

const indexes = new WeakMap<SourceTree, ReadonlyMap<string, readonly Offer[]>>();

/** Which modules of a tree define a public function, class or constant of a name. */
export function offersIn(tree: SourceTree): ReadonlyMap<string, readonly Offer[]> {
  const known = indexes.get(tree);
  if (known) return known;
  const index = new Map<string, Offer[]>();
  for (const [path, text] of tree.files) {
    const module = moduleName(tree, path);
    if (module === null || isPythonTest(path)) continue;
    for (const name of definedNames(text)) index.set(name, [...(index.get(name) ?? []), { module, path }]);
  }
  indexes.set(tree, index);
  return index;
}

/** `pkg.sub.module` as other files import it; null for what cannot be imported. */
export function moduleName(tree: SourceTree, path: string): string | null {
  if (!path.endsWith('.py')) return null;
  const parts = path.replace(/(?:\/__init__)?\.py$/, '').split('/');
  // The packages above a file end where `__init__.py` is missing; that is where Python's path starts.
  let first = parts.length - 1;
  while (first > 0 && tree.paths.has(`${parts.slice(0, first).join('/')}/__init__.py`)) first -= 1;
  const own = parts.slice(first);
  return own.every((part) => /^[A-Za-z_]\w*$/.test(part)) ? own.join('.') : null;
}

function definedNames(text: string): string[] {
  const parsed = pythonTree(text);
  if (!parsed.ok) return [];
  const names = parsed.root.children().flatMap((each) => {
    const plain = each.kind() === 'decorated_definition' ? each.field('definition') : each;
    if (plain?.kind() === 'function_definition' || plain?.kind() === 'class_definition')
      return [plain.field('name')?.text() ?? ''];
    const assigned = plain?.child(0);
    return assigned?.kind() === 'assignment' && assigned.field('left')?.kind() === 'identifier'
      ? [assigned.field('left')?.text() ?? '']
      : [];
  });
  return [...new Set(names.filter((name) => /^[A-Za-z]\w+$/.test(name)))];
}
