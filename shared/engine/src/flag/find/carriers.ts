import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { KeyConstant } from '../keys/resolved-key.ts';
import type { FlagQuery } from './flag-query.ts';
import type { Site } from './site.ts';

/** Names that say so little that every other file has them. */
const COMMON =
  /^(.{1,3}|get|value|enabled|isEnabled|render|default|name|data|result|init|main|index|props|state|config)$/;

/**
 * Names that carry the flag's value or key out of their files: exported constants, functions that return it, constants that
 * stand for the key. Files that have one of them may have to change too.
 */
export function carrierNames(
  query: FlagQuery,
  sites: readonly Site[],
  constants: readonly KeyConstant[],
): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string): void => void (COMMON.test(name) || names.add(name));
  for (const { binding, node } of constants) {
    if (binding) add(binding.name);
    else if (node.role === 'entry' && node.key !== null) add(node.key);
  }
  const seen = new Set<Binding>();
  const pending = sites.flatMap(({ file, marks }) =>
    marks.flatMap(([node, mark]) => (mark.kind === 'value' ? [{ file, node }] : [])),
  );
  for (let next = pending.pop(); next; next = pending.pop()) {
    const binding = carrierOf(next.file, next.node);
    if (!binding || seen.has(binding)) continue;
    seen.add(binding);
    if (binding.exported || binding.kind === 'field' || binding.kind === 'function') add(binding.name);
    pending.push(...query.links.usesOf(binding).map((use) => ({ file: use.file, node: use.node })));
  }
  return names;
}

/** What takes the value of an expression on: the variable it is kept in, the function that returns it. */
function carrierOf(file: SourceFile, node: SyntaxNode): Binding | null {
  let at = node;
  for (let { parent } = at; parent; { parent } = at) {
    switch (parent.role) {
      case 'group':
      case 'wrap':
      case 'not':
      case 'logical':
      case 'compare':
      case 'conditional':
        at = parent;
        continue;
      case 'call':
        if (parent.callee !== at) return null;
        at = parent;
        continue;
      case 'member':
        return null;
      case 'binding':
        return parent.initializer === at ? file.bindings.of(parent) : null;
      case 'assign':
        return parent.value === at ? file.bindings.of(parent.target) : null;
      case 'return':
      case 'if':
        return functionAround(file, parent);
      case 'function':
        return functionBinding(file, parent);
      case 'expression':
      case 'block':
        return isLast(parent, at) ? functionAround(file, parent) : null;
      default:
        return null;
    }
  }
  return null;
}

function isLast(parent: SyntaxNode, at: SyntaxNode): boolean {
  const around = parent.role === 'expression' ? parent.parent : parent;
  const last = parent.role === 'expression' ? parent : at;
  return around?.role === 'block' && around.body.at(-1) === last && around.parent?.role === 'function';
}

function functionAround(file: SourceFile, node: SyntaxNode): Binding | null {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.role === 'function') return functionBinding(file, at);
  }
  return null;
}

/** A function's own name, or the variable that it is put in. */
function functionBinding(file: SourceFile, node: Extract<SyntaxNode, { role: 'function' }>): Binding | null {
  const own = file.bindings.of(node) ?? (node.name && file.bindings.of(node.name));
  if (own) return own;
  const { parent } = node;
  if (parent?.role === 'binding' && parent.initializer === node) return file.bindings.of(parent);
  // `useMemo(() => flag, [])`, `useCallback`, `computed`: the value comes out of the call.
  const call = parent?.role === 'argument' ? parent.parent : null;
  const holder = call?.parent;
  return holder?.role === 'binding' ? file.bindings.of(holder) : null;
}
