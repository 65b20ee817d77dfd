import type { ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import type { ParsedModule } from '../../js/parse.ts';

/** Outside strict mode a function in a block is also a `var` of the function around it: uses of the name there may mean it. */
export function usesAroundBlock(module: ParsedModule, scopes: ScopeManager, variable: Variable): number[] {
  const isNested = /^(?:block|switch|catch|for)$/.test(String(variable.scope.type));
  const isFunction = variable.defs.some((def) => String(def.type) === 'FunctionName');
  if (module.sourceType === 'module' || !isNested || !isFunction) return [];
  const [start, end] = variable.scope.variableScope.block.range;
  return scopes.scopes
    .flatMap((scope) => scope.references)
    .filter(({ identifier, resolved }) => identifier.name === variable.name && resolved !== variable)
    .map(({ identifier }) => identifier.range[0])
    .filter((at) => at >= start && at < end);
}
