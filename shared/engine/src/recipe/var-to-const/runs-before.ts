import type { Scope, ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import { child, children, nameOf, parentsOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { ParsedModule } from '../../js/parse.ts';

export interface Timing {
  /** The outermost function (or class part) between a use and the function that holds the variable; null for a direct use. */
  closureOf(from: Scope, home: Scope): JsNode | null;
  /** Whether a function may be called before the text at `limit` has run, where both stand in the function of `home`. */
  mayRunBefore(closure: JsNode, home: Scope, limit: number): boolean;
  /** Whether a function inside of an initialiser surely waits until the initialiser has its value. */
  waits(closure: JsNode, init: JsNode): boolean;
  parentOf(node: JsNode): JsNode | null;
}

const LATER = /^(?:setTimeout|setInterval|setImmediate|requestAnimationFrame|requestIdleCallback|queueMicrotask)$/;
const HOLDS =
  /^(?:ObjectExpression|Property|ArrayExpression|ClassExpression|ClassBody|MethodDefinition|PropertyDefinition|TSAsExpression|TSSatisfiesExpression|TSNonNullExpression)$/;

/** What can be said from the text alone about when functions of a module run. `isCyclic`: importers may call before it is loaded. */
export function timingOf({ program, sourceType }: ParsedModule, scopes: ScopeManager, isCyclic: boolean): Timing {
  const parents = parentsOf(program);
  const parentOf = (node: JsNode): JsNode | null => parents.get(node) ?? null;
  const closureOf = (from: Scope, home: Scope): JsNode | null => {
    let found: JsNode | null = null;
    for (let at: Scope | null = from; at && at.variableScope !== home.variableScope; at = at.variableScope.upper) {
      found = at.variableScope.block as unknown as JsNode;
    }
    return found;
  };
  const mayRunBefore = (closure: JsNode, home: Scope, limit: number, seen = new Set<JsNode>()): boolean => {
    if (seen.has(closure)) return false;
    seen.add(closure);
    const isHoisted = closure.type === 'FunctionDeclaration';
    if (closure.start >= limit && !isHoisted) return false;
    // In sloppy code the name of a function in a block is also a variable of the function around it.
    if (isHoisted && sourceType !== 'module' && isInBlock(closure, parentOf)) return true;
    const named = namedBy(closure, parentOf, scopes);
    if (!named) return true;
    if (isCyclic && isExported(named.holder, parentOf)) return true;
    return named.variable.references.some((use) => {
      const at = use.identifier.range[0];
      if (use.init || (at >= named.holder.start && at < named.holder.end)) return false;
      if (isCyclic && parentOf(use.identifier as unknown as JsNode)?.type === 'ExportSpecifier') return true;
      const inside = closureOf(use.from, home);
      return inside === null ? at < limit : mayRunBefore(inside, home, limit, seen);
    });
  };
  const waits = (closure: JsNode, init: JsNode): boolean => {
    if (/StaticBlock/.test(closure.type)) return false;
    for (let at: JsNode = closure; at !== init;) {
      const parent = parentOf(at);
      if (!parent || (parent.type === 'PropertyDefinition' && parent['static'] === true)) return false;
      const isLater =
        parent.type === 'CallExpression' &&
        children(parent, 'arguments').includes(at) &&
        LATER.test(nameOf(child(parent, 'callee')) ?? '');
      if (!isLater && !HOLDS.test(parent.type)) return false;
      at = parent;
    }
    return true;
  };
  return { closureOf, mayRunBefore: (closure, home, limit) => mayRunBefore(closure, home, limit), waits, parentOf };
}

/** The variable that a function is known by, and the node that declares it. */
function namedBy(
  closure: JsNode,
  parentOf: (node: JsNode) => JsNode | null,
  scopes: ScopeManager,
): { variable: Variable; holder: JsNode } | null {
  for (let at: JsNode | null = closure; at; at = parentOf(at)) {
    const isNamed =
      at.type === 'FunctionDeclaration' || at.type === 'ClassDeclaration' || at.type === 'VariableDeclarator';
    if (isNamed) {
      const variable = scopes.getDeclaredVariables(
        at as unknown as Parameters<ScopeManager['getDeclaredVariables']>[0],
      )[0];
      return variable && child(at, 'id')?.type === 'Identifier' ? { variable, holder: at } : null;
    }
    const above = parentOf(at);
    const passes =
      (above?.type === 'VariableDeclarator' && child(above, 'init') === at) ||
      (above !== null && /^(?:ClassBody|MethodDefinition)$/.test(above.type)) ||
      above?.type === 'ClassDeclaration';
    if (!passes) return null;
  }
  return null;
}

function isInBlock(declaration: JsNode, parentOf: (node: JsNode) => JsNode | null): boolean {
  const parent = parentOf(declaration);
  if (parent?.type !== 'BlockStatement') return !/^(?:Program|Export|StaticBlock)/.test(parent?.type ?? '');
  return !/Function/.test(parentOf(parent)?.type ?? '');
}

function isExported(holder: JsNode, parentOf: (node: JsNode) => JsNode | null): boolean {
  const above = parentOf(holder);
  const statement = above?.type === 'VariableDeclaration' ? parentOf(above) : above;
  return statement?.type.startsWith('Export') === true;
}
