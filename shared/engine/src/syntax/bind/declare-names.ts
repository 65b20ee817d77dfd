import type { BindingNode, ClassNode, FunctionNode, OtherNode, ParamNode, SyntaxNode, UnitNode } from '../node.ts';
import type { Binding } from '../source-file.ts';
import type { BindRules } from './bind-rules.ts';
import type { ClassTable } from './class-table.ts';
import { Declared } from './declared.ts';
import { isExported } from './is-exported.ts';
import { ScopeOpener } from './open-scopes.ts';
import { Scope } from './scope.ts';

/** What the first walk over a file finds: every declaration, and the scope in which every node stands. */
export interface Declarations {
  /** All nodes in source order, each with its scope. */
  readonly order: readonly (readonly [SyntaxNode, Scope])[];
  readonly scopeOf: ReadonlyMap<SyntaxNode, Scope>;
  readonly all: Declared[];
  readonly of: Map<SyntaxNode, Declared>;
  readonly tables: ReadonlyMap<ClassNode, ClassTable>;
}

/** Walk the file once, opening scopes and declaring what is declared. */
export function declareNames(root: UnitNode, rules: BindRules): Declarations {
  const walk = new Walk(rules);
  const pending: [SyntaxNode, Scope][] = [[root, new Scope('unit', root, null)]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, scope] = next;
    walk.order.push(next);
    walk.scopeOf.set(node, scope);
    const scopeFor = walk.opener.open(node, scope);
    walk.declare(node, scope);
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index]!;
      pending.push([child, scopeFor(child)]);
    }
  }
  return { order: walk.order, scopeOf: walk.scopeOf, all: walk.all, of: walk.of, tables: walk.opener.tables };
}

class Walk {
  readonly order: [SyntaxNode, Scope][] = [];
  readonly scopeOf = new Map<SyntaxNode, Scope>();
  readonly all: Declared[] = [];
  readonly of = new Map<SyntaxNode, Declared>();
  readonly opener: ScopeOpener;
  readonly #rules: BindRules;

  constructor(rules: BindRules) {
    this.#rules = rules;
    this.opener = new ScopeOpener(rules);
  }

  declare(node: SyntaxNode, scope: Scope): void {
    switch (node.role) {
      case 'binding':
        return this.#variable(node, scope);
      case 'param':
        return this.#param(node, scope);
      case 'function':
        return this.#function(node, scope);
      case 'class':
        if (node.name && node.kind !== 'extension') this.#add(node.name.name, 'class', node, scope);
        return;
      case 'enum_member':
        return this.#add(node.name.name, 'enum_member', node, scope);
      case 'import_item':
        return this.#add(node.local_name, 'import', node, scope);
      case 'other':
        return this.#redirect(node, scope);
      default:
    }
  }

  /** A method outside of any class (Go's) is no name of the file; whoever calls it says `x.name`. */
  #function(node: FunctionNode, scope: Scope): void {
    if (!node.name || node.kind === 'constructor' || node.kind === 'lambda') return;
    if (node.kind === 'method' && scope.keeper().kind !== 'class') this.#make(node.name.name, 'function', node, 0);
    else this.#add(node.name.name, 'function', node, scope);
  }

  /** A parameter that is also a field is one binding in both places. */
  #param(node: ParamNode, scope: Scope): void {
    if (!node.name) return;
    const declared = this.#make(node.name.name, node.is_field ? 'field' : 'param', node, 0);
    scope.add(declared);
    const home = scope.kind === 'init' ? scope.parent : (scope.parent?.keeper() ?? null);
    if (home?.kind !== 'class') return;
    const owner = node.parent;
    const isPrimary =
      owner?.role === 'class' || (owner?.role === 'function' && owner.kind === 'constructor' && !owner.body);
    const init = this.opener.initOf(home);
    // Parameters of the class itself stand there already.
    if (isPrimary && this.#rules.primaryParams === 'initializers' && init !== scope) init.add(declared);
    if (node.is_field || (isPrimary && this.#rules.primaryParams === 'members')) home.table?.add(declared);
  }

  #variable(node: BindingNode, around: Scope): void {
    if (!node.name) return;
    const { name } = node.name;
    const scope = this.#rules.escapesScope?.(node) ? around.outsideLocals() : around;
    const redirect = scope.redirects.get(name);
    if (redirect === 'outer') return;
    const target = redirect === 'unit' ? scope.root() : scope.keeper();
    if (this.#rules.redeclare === 'merge' && target.own(name).length > 0) return;
    const kind = target.kind === 'class' ? 'field' : 'variable';
    target.add(this.#make(name, kind, node, this.#from(node, target)));
  }

  /** Where a variable starts to hold: behind everything that declares it, in a loop from the body on. */
  #from(node: BindingNode, scope: Scope): number {
    const isLocal = scope.kind !== 'class' && (scope.kind !== 'unit' || this.#rules.unitIsScript);
    if (!isLocal || this.#rules.localsFrom === 'scope' || scope.kind === 'local') return 0;
    let outermost: SyntaxNode = node;
    for (let up = node.parent; up && isPattern(up); up = up.parent) outermost = up;
    const loop = outermost.parent?.role === 'declaration' ? outermost.parent.parent : outermost.parent;
    return loop?.role === 'loop' && loop.kind === 'each' ? loop.body.start : outermost.end;
  }

  #redirect(node: OtherNode, scope: Scope): void {
    const redirect = this.#rules.redirects?.(node);
    if (!redirect) return;
    for (const child of node.children) {
      if (child.role === 'name') scope.outsideLocals().redirects.set(child.name, redirect);
    }
  }

  #add(name: string, kind: Binding['kind'], node: SyntaxNode, scope: Scope): void {
    scope.keeper().add(this.#make(name, kind, node, 0));
  }

  #make(name: string, kind: Binding['kind'], node: SyntaxNode, from: number): Declared {
    const declared = new Declared(name, kind, node, isExported(node, this.#rules), from);
    this.all.push(declared);
    this.of.set(node, declared);
    return declared;
  }
}

function isPattern(node: SyntaxNode): boolean {
  return node.role === 'binding' || node.role === 'list' || (node.role === 'other' && !node.scope);
}
