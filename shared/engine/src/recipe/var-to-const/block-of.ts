import { child, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

export const LOOP = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/;
const FUNCTION = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|StaticBlock|Program)$/;

/** Where a declaration stands, as far as block scope is concerned. */
export interface Place {
  /** What the names would be limited to: a block, a `for`, the program. */
  readonly block: JsNode;
  readonly parent: JsNode;
  /** The declaration is run again and again within one call of its function. */
  readonly inLoop: boolean;
  /** It is the head of a `for`. */
  readonly isHead: boolean;
  readonly isExported: boolean;
  /** Names that `catch` clauses around it bind. */
  readonly caught: ReadonlySet<string>;
}

/** The place of a declaration, or why `let` and `const` cannot stand there. */
export function placeOf(declaration: JsNode, ancestors: readonly JsNode[]): Place | string {
  const parent = ancestors.at(-1);
  const above = ancestors.at(-2);
  if (!parent) return 'it stands nowhere';
  const around: JsNode[] = [];
  for (const each of ancestors.toReversed()) {
    if (FUNCTION.test(each.type)) break;
    around.push(each);
  }
  const caught = new Set(around.flatMap((each) => (each.type === 'CatchClause' ? namesIn(child(each, 'param')) : [])));
  const isExported = parent.type === 'ExportNamedDeclaration';
  const isHead = LOOP.test(parent.type) && child(parent, 'body') !== declaration;
  const inLoop = around.some((each) => LOOP.test(each.type) && (each !== parent || isHead));
  const place = { parent, inLoop, isHead, isExported, caught };
  if (isHead) return { ...place, block: parent };
  if (isExported && above)
    return above.type === 'Program' ? { ...place, block: above } : 'it is exported by a namespace';
  if (parent.type === 'SwitchCase') return 'a `case` has no block of its own';
  if (/^(?:Program|BlockStatement|StaticBlock|TSModuleBlock)$/.test(parent.type)) return { ...place, block: parent };
  return 'it stands without braces, where only `var` may';
}

/** Every name that a pattern binds. */
export function namesIn(pattern: JsNode | null): string[] {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [nameOf(pattern) ?? ''];
  const parts = ['elements', 'properties', 'argument', 'left', 'value', 'parameter'];
  return parts.flatMap((part) => {
    const value = pattern[part];
    const list = Array.isArray(value) ? value : [value];
    return list.flatMap((each) => (typeof each === 'object' && each !== null ? namesIn(each as JsNode) : []));
  });
}
