import type { SyntaxNode } from '../node.ts';
import type { BindRules } from './bind-rules.ts';
import type { Declared } from './declared.ts';

/**
 * Of declarations with one name, those that the use can mean: `on()` calls a method and `on` reads a field, where a language
 * keeps the two apart.
 */
export function tellFunctionsApart(
  node: SyntaxNode,
  found: readonly Declared[],
  rules: BindRules,
): readonly Declared[] {
  const { functionNames } = rules;
  if (!functionNames) return found;
  const isCallee = node.parent?.role === 'call' && node.parent.callee === node && !node.parent.is_new;
  const fitting = found.filter((one) => one.kind === 'class' || one.kind === 'import' || isCalled(one) === isCallee);
  return fitting.length > 0 || functionNames === 'apart' ? fitting : found;
}

function isCalled({ declaration }: Declared): boolean {
  return declaration.role === 'function' && declaration.kind !== 'getter';
}
