import type { ArmNode, BlockNode, SwitchNode, SyntaxNode } from '../../syntax/node.ts';
import { walk } from '../work/walk.ts';

/** Whether control never ran past a statement, in the code as it was written. Conservative: unsure is false. */
export function exitedBefore(node: SyntaxNode): boolean {
  switch (node.role) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return true;
    case 'expression':
      return exitedBefore(node.expression);
    case 'block':
      return endsInJump(node.body);
    case 'if':
      return node.form !== 'modifier' && node.form !== 'guard' && node.otherwise !== null
        ? exitedBefore(node.then) && exitedBefore(node.otherwise)
        : false;
    case 'try':
      if (node.finalizer !== null && exitedBefore(node.finalizer)) return true;
      return exitedBefore(node.body) && node.handlers.every((handler) => endsInJump(handlerBlock(handler)?.body ?? []));
    case 'switch':
      return neverEnds(
        node,
        (arm) => endsInJump(arm.body),
        () => true,
      );
    default:
      return false;
  }
}

/** Code behind a jump is rare, and no compiler agrees with another about it. */
function endsInJump(body: readonly SyntaxNode[]): boolean {
  const last = body.at(-1);
  return last !== undefined && exitedBefore(last);
}

/** The statements of a `catch`, `except` or `rescue`. */
export function handlerBlock(handler: SyntaxNode): BlockNode | null {
  if (handler.role === 'block') return handler;
  const last = handler.children.at(-1);
  return last?.role === 'block' ? last : null;
}

/** Whether control never runs past a switch: some arm always runs, each ends in a jump, and none jumps to its end. */
export function neverEnds(
  node: SwitchNode,
  exits: (arm: ArmNode) => boolean,
  keeps: (node: SyntaxNode) => boolean,
): boolean {
  const arms = node.arms.filter(keeps);
  const last = arms.at(-1);
  if (!last || !arms.some((arm) => arm.is_default)) return false;
  if (node.falls_through ? !exits(last) : !arms.every(exits)) return false;
  if (!node.takes_break) return true;
  return (
    jumpsOut(
      arms.flatMap((arm) => arm.body),
      new Set(['break']),
      keeps,
    ).length === 0
  );
}

/** Jumps inside a body that mean the loop or switch around it. `keeps` leaves out what is not counted. */
export function jumpsOut(
  body: readonly SyntaxNode[],
  kinds: ReadonlySet<'break' | 'continue'>,
  keeps: (node: SyntaxNode) => boolean,
): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode, live: ReadonlySet<'break' | 'continue'>): void => {
    walk(node, (at) => {
      if (!keeps(at) || at.role === 'function' || at.role === 'class') return false;
      if (at.role === 'break' || at.role === 'continue') {
        if (at.label !== null || live.has(at.role)) found.push(at);
      }
      if (at.role === 'loop' || at.role === 'switch') {
        const inside = new Set(
          [...live].filter((kind) => at.role === 'switch' && (kind === 'continue' || !at.takes_break)),
        );
        for (const child of at.children) visit(child, inside);
        return false;
      }
      return true;
    });
  };
  for (const node of body) visit(node, kinds);
  return found;
}
