import type { CallNode, SyntaxNode } from '../../syntax/node.ts';

/** The call whose list of dependencies an expression stands in: `useEffect(() => …, [node])`. */
export function hookOf(node: SyntaxNode): CallNode | null {
  const list = node.parent;
  const argument = list?.role === 'list' ? list.parent : null;
  const call = argument?.role === 'argument' ? argument.parent : null;
  if (call?.role !== 'call' || call.args.length < 2 || call.args.at(-1) !== argument) return null;
  const { callee } = call;
  const name = callee.role === 'name' ? callee.name : callee.role === 'member' ? callee.property : '';
  return /^use[A-Z]/.test(name) && call.args[0]?.value.role === 'function' ? call : null;
}

export function isHookDependency(node: SyntaxNode): boolean {
  return hookOf(node) !== null;
}
