import type { Scope, ScopeManager } from '@typescript-eslint/scope-manager';
import type { JsNode } from '../../../js/walk.ts';
import type { SyntaxNode } from '../../node.ts';
import type { LowerContext } from '../lower/context.ts';

/** Names declared in a node's scope and in those around it. Sets are made when they are asked for. */
export function visibleNames(context: LowerContext, manager: ScopeManager): (node: SyntaxNode) => ReadonlySet<string> {
  const scopes = new Map<SyntaxNode, Scope[]>();
  for (const scope of manager.scopes) {
    const node = context.scopes.get(scope.block as unknown as JsNode);
    if (!node) continue;
    const known = scopes.get(node);
    if (known) known.push(scope);
    else scopes.set(node, [scope]);
  }
  return (node) => {
    const names = new Set<string>();
    for (let at = node.role === 'block' ? node.parent : node; at; at = at.parent) {
      for (const scope of scopes.get(at) ?? []) {
        for (const variable of scope.variables) if (variable.defs.length > 0) names.add(variable.name);
      }
    }
    return names;
  };
}
