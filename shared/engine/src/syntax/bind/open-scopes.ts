import type { ClassNode, FunctionNode, IfNode, OtherNode, SyntaxNode } from '../node.ts';
import type { BindRules } from './bind-rules.ts';
import { ClassTable } from './class-table.ts';
import { Scope } from './scope.ts';

/** Makes the scopes of a file while it is walked, from the outside in. */
export class ScopeOpener {
  readonly tables = new Map<ClassNode, ClassTable>();
  readonly #rules: BindRules;
  readonly #named = new Map<Scope, Map<string, ClassTable>>();
  readonly #inits = new Map<Scope, Scope>();

  constructor(rules: BindRules) {
    this.#rules = rules;
  }

  /** The scopes that a node opens: for each of its children the one it stands in. */
  open(node: SyntaxNode, scope: Scope): (child: SyntaxNode) => Scope {
    switch (node.role) {
      case 'function':
        return this.#openFunction(node, scope);
      case 'param': {
        const outside = this.#rules.defaultsOutside ? (scope.parent ?? scope) : scope;
        return (child) => (child === node.default_value ? outside : scope);
      }
      case 'class':
        return this.#openClass(node, scope);
      case 'if':
        return this.#openIf(node, scope);
      case 'block':
      case 'loop':
      case 'try':
      case 'switch':
      case 'arm':
        return this.#rules.blockScope ? always(new Scope('block', node, scope)) : always(scope);
      case 'other':
        return this.#openOther(node, scope);
      default:
        return always(scope);
    }
  }

  #openOther(node: OtherNode, scope: Scope): (child: SyntaxNode) => Scope {
    if (node.scope) return always(new Scope('local', node, scope));
    const { isOutside } = this.#rules;
    const outside = scope.parent;
    if (!isOutside || scope.kind !== 'local' || !outside) return always(scope);
    return (child) => (isOutside(child) ? outside : scope);
  }

  /** Where the initialisers of a class stand: inside of it, next to the parameters of its primary constructor. */
  initOf(classScope: Scope): Scope {
    const init = this.#inits.get(classScope) ?? new Scope('init', classScope.node, classScope);
    this.#inits.set(classScope, init);
    return init;
  }

  #openFunction(node: FunctionNode, scope: Scope): (child: SyntaxNode) => Scope {
    const inner = new Scope('function', node, scope);
    for (const name of this.#rules.implicitNames?.(node) ?? []) inner.implicit.add(name);
    return (child) =>
      child.role === 'annotation' || isBeforeName(child, node) || this.#rules.isOutside?.(child) ? scope : inner;
  }

  #openClass(node: ClassNode, scope: Scope): (child: SyntaxNode) => Scope {
    const inner = new Scope('class', node, scope);
    inner.table = this.#tableFor(node, scope);
    this.tables.set(node, inner.table);
    const init = this.initOf(inner);
    const members = new Set(node.members);
    return (child) => {
      if (child.role === 'param') return init;
      if (!members.has(child)) return scope;
      return child.role === 'function' || child.role === 'class' ? inner : init;
    };
  }

  #openIf(node: IfNode, scope: Scope): (child: SyntaxNode) => Scope {
    if (!this.#rules.blockScope) return always(scope);
    const around = new Scope('block', node, scope);
    const branch = new Scope('block', node, around);
    const isOpen = node.form === 'guard' || this.#rules.conditionNames === 'block';
    return (child) => {
      if (child === node.otherwise) return around;
      if (child === node.init) return isOpen ? scope : around;
      return isOpen && child === node.test ? scope : branch;
    };
  }

  /** Extensions, and classes that are opened again, share their members with the class of that name next to them. */
  #tableFor(node: ClassNode, scope: Scope): ClassTable {
    if (!node.name) return new ClassTable();
    const named = this.#named.get(scope) ?? new Map<string, ClassTable>();
    this.#named.set(scope, named);
    const table = named.get(node.name.name) ?? new ClassTable();
    named.set(node.name.name, table);
    return table;
  }
}

function always(scope: Scope): () => Scope {
  return () => scope;
}

/** The name itself, and what stands in front of it: Ruby's `def object.name`, the result type of Java. */
function isBeforeName(child: SyntaxNode, { name }: FunctionNode): boolean {
  return name !== null && child.role !== 'param' && child.end <= name.end;
}
