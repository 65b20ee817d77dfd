import type { Scope, ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import { child, walk } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';

export interface Reason {
  readonly line: number | null;
  readonly reason: string;
}

/** A parsed file with what every reader needs: parents, scopes by Node's CommonJS rules, and unresolved names. */
export interface SourceFacts {
  readonly path: string;
  readonly text: string;
  readonly body: readonly JsNode[];
  readonly comments: readonly { type: 'Line' | 'Block'; value: string; start: number; end: number }[];
  readonly parents: ReadonlyMap<JsNode, JsNode>;
  readonly scopes: ScopeManager;
  /** The scope of the module's own top level: inside Node's wrapper function. */
  readonly top: Scope;
  /** Identifiers that no declaration in the file explains, by name. */
  readonly free: ReadonlyMap<string, readonly JsNode[]>;
  readonly strict: boolean;
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The nearest enclosing node of one of the types, at most up to `Program`. */
export function enclosing(facts: SourceFacts, node: JsNode, types: ReadonlySet<string>): JsNode | null {
  for (let up = facts.parents.get(node); up; up = facts.parents.get(up)) if (types.has(up.type)) return up;
  return null;
}

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Index in the module's body of the statement that holds `node`. */
export function statementIndex(facts: SourceFacts, node: JsNode): number {
  let at = node;
  for (let up = facts.parents.get(at); up && up.type !== 'Program'; up = facts.parents.get(at)) at = up;
  return facts.body.indexOf(at);
}

/** The variable that a declaring identifier belongs to. */
export function variableDeclaredAt(facts: SourceFacts, identifier: JsNode): Variable | null {
  for (const scope of facts.scopes.scopes) {
    for (const variable of scope.variables) {
      if (variable.identifiers.some((each) => (each as unknown as JsNode) === identifier)) return variable;
    }
  }
  return null;
}

/** True when the variable keeps the value it was declared with. */
export function isNeverReassigned(variable: Variable): boolean {
  return variable.defs.length === 1 && variable.references.every((each) => !each.isWrite() || each.init === true);
}

/** Every name that is declared or read anywhere in the file; property names are not among them. */
export function allNames(facts: SourceFacts): Set<string> {
  const names = new Set(facts.free.keys());
  for (const scope of facts.scopes.scopes) for (const variable of scope.variables) names.add(variable.name);
  walk(facts.body.length > 0 ? facts.parents.get(facts.body[0] as JsNode) : null, (node) => {
    const label = node.type === 'LabeledStatement' ? child(node, 'label') : null;
    if (label) names.add(String(label['name']));
  });
  return names;
}
