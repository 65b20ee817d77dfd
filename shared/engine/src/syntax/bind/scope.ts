import type { ClassNode, FunctionNode, SyntaxNode } from '../node.ts';
import type { BindRules } from './bind-rules.ts';
import type { ClassTable } from './class-table.ts';
import type { Declared } from './declared.ts';

/** `local` is a comprehension or the like, `block` anything between braces, `init` what sees a primary constructor. */
export type ScopeKind = 'unit' | 'function' | 'class' | 'block' | 'local' | 'init';

/** One stretch of the file with names of its own. */
export class Scope {
  readonly kind: ScopeKind;
  readonly node: SyntaxNode;
  readonly parent: Scope | null;
  readonly names = new Map<string, Declared[]>();
  /** Names that mean nothing the file declares, and hide what does: `it`. */
  readonly implicit = new Set<string>();
  /** `global` and `nonlocal` names of a function. */
  readonly redirects = new Map<string, 'unit' | 'outer'>();
  /** Set for `class` scopes: members may stand in several places (extensions, classes opened again). */
  table: ClassTable | null = null;

  constructor(kind: ScopeKind, node: SyntaxNode, parent: Scope | null) {
    this.kind = kind;
    this.node = node;
    this.parent = parent;
  }

  add(declared: Declared): void {
    if (this.table) return this.table.add(declared);
    const same = this.names.get(declared.name);
    if (same) same.push(declared);
    else this.names.set(declared.name, [declared]);
  }

  /** What is declared right here. */
  own(name: string): readonly Declared[] {
    return (this.table?.members ?? this.names).get(name) ?? [];
  }

  /** The scope that keeps what is declared here: what initialisers declare belongs to their class. */
  keeper(): Scope {
    return this.kind === 'init' && this.parent ? this.parent : this;
  }

  /** The function, class or file around a comprehension. */
  outsideLocals(): Scope {
    return this.kind === 'local' && this.parent ? this.parent.outsideLocals() : this;
  }

  root(): Scope {
    return this.parent ? this.parent.root() : this;
  }
}

/** All declarations that a use of `name` at `offset` may mean; empty when the file declares none. */
export function lookUp(name: string, offset: number, from: Scope, rules: BindRules): readonly Declared[] {
  let crossedFunction = false;
  let crossedClosed = false;
  let crossedReceiver = false;
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    if (scope.implicit.has(name)) return [];
    const redirect = scope.redirects.get(name);
    if (redirect === 'unit') return scope.root().names.get(name) ?? [];
    if (redirect === 'outer') continue;
    const isHidden = scope.kind === 'class' && crossedFunction && !rules.bareMembers;
    const found = isHidden ? [] : visibleIn(scope, name, offset);
    const seen = crossedClosed ? found.filter((one) => crosses(one, rules)) : found;
    // Said twice, so that it is not certain which is meant.
    if (seen.length > 0)
      return scope.table && crossedReceiver && rules.mayBeReceivers?.(name) ? [...seen, ...seen] : seen;
    if (scope.kind === 'function' && rules.rebindsSelf?.(scope.node as FunctionNode)) crossedReceiver = true;
    if (scope.kind === 'function' || scope.kind === 'local') crossedFunction = true;
    if (isBorder(scope) && rules.isClosed?.(scope.node as FunctionNode | ClassNode)) crossedClosed = true;
  }
  return [];
}

function isBorder(scope: Scope): boolean {
  return scope.node.role === 'function' || scope.node.role === 'class';
}

function crosses(declared: Declared, rules: BindRules): boolean {
  if (declared.kind !== 'variable' && declared.kind !== 'param') return true;
  return rules.crossesClosed?.(declared.name, declared.declaration) ?? false;
}

function visibleIn(scope: Scope, name: string, offset: number): readonly Declared[] {
  if (scope.table) return scope.table.find(name);
  const all = scope.names.get(name) ?? [];
  const visible = all.filter((one) => one.from <= offset);
  const last = visible.at(-1);
  if (last === undefined || last.from === 0) return visible;
  return [last];
}

/** Everything that is declared in a scope or around it, or up to the function around it. */
export function* visibleFrom(from: Scope, reach: 'all' | 'function' = 'all'): Generator<Declared> {
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    for (const same of scope.names.values()) yield* same;
    if (scope.table) yield* scope.table.everything();
    if (reach === 'function' && scope.kind === 'function') return;
  }
}
