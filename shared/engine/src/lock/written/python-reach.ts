import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';

/** What a file of Python gets at by its imports. */
export interface PythonReach {
  /** `dataclasses.sys.modules`: from the module on, as far as it is written by name. */
  readonly chains: readonly string[];
  /** Modules that are used as values: what becomes of them nobody can read. */
  readonly handed_on: readonly string[];
}

/** Nothing for other languages. Pure. */
export function pythonReach({ bindings, dialect }: SourceFile): PythonReach {
  if (dialect.language !== 'python') return { chains: [], handed_on: [] };
  const uses = bindings.all.flatMap((binding) => usesOf(binding));
  return {
    chains: [...new Set(uses.flatMap(({ base, node }) => chainFrom(base, node)))],
    handed_on: [...new Set(uses.flatMap(({ base, is_module, node }) => (is_module && !isAsked(node) ? [base] : [])))],
  };
}

interface Use {
  readonly base: string;
  readonly is_module: boolean;
  readonly node: SyntaxNode;
}

function usesOf({ declaration, references }: Binding): Use[] {
  if (declaration.role !== 'import_item' || declaration.parent?.role !== 'import') return [];
  const base = baseOf(declaration, declaration.parent);
  const is_module = declaration.imported === '*';
  return references.flatMap(({ node, access }) => (access === 'write' ? [] : [{ base, is_module, node }]));
}

/** `import a.b` brings in `a`, `import a.b as c` brings in `a.b`. */
function baseOf({ imported, local_name }: NodeOf<'import_item'>, { source }: NodeOf<'import'>): string {
  if (imported !== '*') return `${source}.${imported}`;
  return source.startsWith(`${local_name}.`) ? local_name : source;
}

function isAsked({ parent }: SyntaxNode): boolean {
  return parent?.role === 'member';
}

function chainFrom(base: string, node: SyntaxNode): string[] {
  const { parent } = node;
  if (parent?.role !== 'member' || parent.object !== node) return [];
  const chain = `${base}.${parent.property}`;
  return [chain, ...chainFrom(chain, parent)];
}
