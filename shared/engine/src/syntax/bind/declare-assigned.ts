import type { AssignNode, SyntaxNode } from '../node.ts';
import { accessOf } from './access-of.ts';
import type { BindRules } from './bind-rules.ts';
import type { Declarations } from './declare-names.ts';
import { Declared } from './declared.ts';
import { isExported } from './is-exported.ts';
import { tableAround, tableOfObject } from './resolve-members.ts';
import { lookUp } from './scope.ts';
import type { Scope } from './scope.ts';

/**
 * Declare what only assignments declare: a walrus, `self.x = …`, `@x = …`. The first assignment is the declaration, and its
 * target a reference like those of all others.
 */
export function declareAssigned(declared: Declarations, rules: BindRules): void {
  if (rules.assignmentDeclares === 'no') return;
  for (const [node, scope] of declared.order) {
    if (node.role !== 'name' && node.role !== 'member') continue;
    const assign = assignTo(node);
    if (!assign || accessOf(node, rules) === 'read') continue;
    if (node.role === 'member') {
      const table = tableOfObject(node, scope, declared, rules);
      if (table && table.find(node.property).length === 0) {
        table.add(make(node.property, 'field', assign, declared, rules));
      }
    } else {
      declareName(node.name, assign, scope, declared, rules);
    }
  }
}

function declareName(name: string, assign: AssignNode, scope: Scope, declared: Declarations, rules: BindRules): void {
  const home = rules.homeOf?.(name) ?? null;
  const table = home === 'class' ? tableAround(scope, rules) : null;
  if (table) {
    if (table.find(name).length === 0) table.add(make(name, 'field', assign, declared, rules));
    return;
  }
  if (home) return declareIn(scope.root(), name, assign, declared, rules);
  const around = scope.outsideLocals().keeper();
  const redirect = around.redirects.get(name);
  if (redirect === 'outer') return;
  if (redirect === 'unit') return declareIn(around.root(), name, assign, declared, rules);
  const isSeen = rules.assignmentDeclares === 'unless_seen' && lookUp(name, assign.end, scope, rules).length > 0;
  if (!isSeen) declareIn(around, name, assign, declared, rules);
}

function declareIn(scope: Scope, name: string, assign: AssignNode, declared: Declarations, rules: BindRules): void {
  if (scope.own(name).length > 0) return;
  scope.add(make(name, scope.table ? 'field' : 'variable', assign, declared, rules));
}

function make(
  name: string,
  kind: 'field' | 'variable',
  assign: AssignNode,
  declared: Declarations,
  rules: BindRules,
): Declared {
  const made = new Declared(name, kind, assign, isExported(assign, rules), 0);
  declared.all.push(made);
  return made;
}

/** The assignment whose target this is, or is part of. */
function assignTo(node: SyntaxNode): AssignNode | null {
  for (let up = node.parent; up; up = up.parent) {
    if (up.role === 'assign') return up;
    if (up.role === 'expression' || up.role === 'function' || up.role === 'block') return null;
  }
  return null;
}
