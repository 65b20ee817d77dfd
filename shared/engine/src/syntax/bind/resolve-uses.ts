import type { MemberNode, NameNode, SyntaxNode } from '../node.ts';
import { accessOf } from './access-of.ts';
import type { BindRules } from './bind-rules.ts';
import type { Declarations } from './declare-names.ts';
import type { Declared } from './declared.ts';
import { isElement, tableAround, tableOfObject } from './resolve-members.ts';
import { lookUp } from './scope.ts';
import type { Scope } from './scope.ts';
import { tellFunctionsApart } from './tell-functions-apart.ts';

export interface Uses {
  readonly of: ReadonlyMap<SyntaxNode, Declared>;
  readonly free: readonly NameNode[];
  /** Members of objects that the file says nothing about. */
  readonly unknown: readonly MemberNode[];
}

/** Give every use of a name, and of a member of a known class, to its declaration. Uses that may mean several open them all. */
export function resolveUses(declared: Declarations, rules: BindRules): Uses {
  const of = new Map<SyntaxNode, Declared>(declared.of);
  const free: NameNode[] = [];
  const unknown: MemberNode[] = [];
  for (const [node, scope] of declared.order) {
    if (node.role !== 'name' && node.role !== 'member') continue;
    const own = node.role === 'name' ? declarationNamed(node, declared) : null;
    if (own === 'none') continue;
    if (own) {
      of.set(node, own);
      continue;
    }
    const named = node.role === 'name' ? meaningOf(node, scope, rules) : memberMeant(node, scope, declared, rules);
    const found = tellFunctionsApart(node, named, rules);
    if (found.length === 0) {
      if (node.role === 'member') {
        if (!isElement(node)) unknown.push(node);
      } else if (!rules.selfNames.has(node.name)) free.push(node);
      continue;
    }
    const meant = found.length === 1 ? found[0]! : rules.overloadsByArity ? fittingOverload(node, found) : null;
    if (meant) {
      of.set(node, meant);
      meant.references.push({ node, access: accessOf(node, rules) });
    } else {
      for (const one of found) one.open();
    }
  }
  return { of, free, unknown };
}

/** What the name declares where it stands; `none` for names that are said but declare nothing that can be meant. */
function declarationNamed(node: NameNode, declared: Declarations): Declared | 'none' | null {
  const { parent } = node;
  switch (parent?.role) {
    case 'binding':
    case 'param':
    case 'class':
    case 'enum_member':
      return parent.name === node ? (declared.of.get(parent) ?? null) : null;
    case 'function':
      return parent.name === node ? (declared.of.get(parent) ?? 'none') : null;
    case 'import_item':
      return declared.of.get(parent) ?? 'none';
    default:
      return null;
  }
}

function meaningOf(node: NameNode, scope: Scope, rules: BindRules): readonly Declared[] {
  const home = rules.homeOf?.(node.name) ?? null;
  const table = home === 'class' ? tableAround(scope, rules) : null;
  if (table) return table.find(node.name);
  return home ? scope.root().own(node.name) : lookUp(node.name, node.start, scope, rules);
}

function memberMeant(node: MemberNode, scope: Scope, declared: Declarations, rules: BindRules): readonly Declared[] {
  return tableOfObject(node, scope, declared, rules)?.find(node.property) ?? [];
}

/** The only one of several functions that takes as many arguments as the call gives. */
function fittingOverload(node: SyntaxNode, found: readonly Declared[]): Declared | null {
  const call = node.parent;
  if (call?.role !== 'call' || call.callee !== node || call.args.some((argument) => argument.spread)) return null;
  const fitting = found.filter(({ declaration }) => {
    if (declaration.role !== 'function') return true;
    const isOpen = declaration.params.some((param) => param.rest || param.default_value !== null);
    return isOpen || declaration.params.length === call.args.length;
  });
  return fitting.length === 1 ? fitting[0]! : null;
}
