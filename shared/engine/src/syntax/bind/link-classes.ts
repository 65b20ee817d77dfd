import type { BindRules } from './bind-rules.ts';
import type { Declarations } from './declare-names.ts';
import { lookUp } from './scope.ts';

/** Let classes see the members of what they extend, as far as this file declares it, and of their companions. */
export function linkClasses(declared: Declarations, rules: BindRules): void {
  for (const [node, table] of declared.tables) {
    const scope = declared.scopeOf.get(node);
    if (!scope) continue;
    for (const name of node.supers) {
      const [parent] = lookUp(name, node.start, scope, rules);
      if (parent?.declaration.role !== 'class') continue;
      const inherited = declared.tables.get(parent.declaration);
      if (inherited && inherited !== table) table.also.push(inherited);
    }
    if (node.modifiers.includes('companion')) scope.keeper().table?.also.push(table);
  }
}
