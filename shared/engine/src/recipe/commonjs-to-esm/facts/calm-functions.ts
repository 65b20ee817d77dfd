import { child, nameOf, walk } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { SourceFacts } from './source-facts.ts';

/** What a function may read without anybody being able to tell that it ran. */
export type Harmless = (freeName: string) => boolean;

/**
 * Whether calling a function of the file's top level leaves no trace outside: it assigns nothing of the module, no property
 * of anything it did not make, and reads only harmless globals. Calls of packages count as making something.
 */
export function isCalmFunction(
  facts: SourceFacts,
  name: string,
  harmless: Harmless,
  seen: Set<string> = new Set(),
): boolean {
  if (seen.has(name)) return true;
  seen.add(name);
  const variable = facts.top.set.get(name);
  const definition = variable?.defs.length === 1 ? (variable.defs[0]?.node as unknown as JsNode) : null;
  const fn = definition?.type === 'VariableDeclarator' ? child(definition, 'init') : definition;
  if (!fn || !/^(Function|ArrowFunction)/.test(fn.type)) return false;
  const scopes = facts.scopes.nodeToScope.get(fn as never) ?? [];
  for (const scope of scopes) {
    for (const reference of scope.through) {
      const used = reference.identifier.name as string;
      if (reference.isWrite()) return false;
      if (!facts.top.set.has(used) && !harmless(used)) return false;
      const isOwnFunction = facts.top.set.get(used)?.defs.some(({ type }) => String(type) === 'FunctionName') === true;
      if (isOwnFunction && !isCalmFunction(facts, used, harmless, seen)) return false;
    }
  }
  let calm = true;
  walk(fn, (node) => {
    if (node.type === 'AssignmentExpression' && child(node, 'left')?.type === 'MemberExpression') calm = false;
    if (node.type === 'UnaryExpression' && node['operator'] === 'delete') calm = false;
    if (
      node.type === 'AwaitExpression' ||
      node.type === 'ImportExpression' ||
      nameOf(child(node, 'callee')) === 'require'
    )
      calm = false;
  });
  return calm;
}
