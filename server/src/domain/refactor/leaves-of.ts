import type { AnyStateNode } from 'xstate';
import { refactorMachine } from './refactor.machine.ts';

/** Paths of every place a refactor job can be in, in the order in which the chart is written. */
export function leavesOf(): readonly string[] {
  return leavesBelow(refactorMachine.root);
}

function leavesBelow(node: AnyStateNode): readonly string[] {
  if (node.type === 'history') return [];
  const below = Object.values(node.states);
  return below.length === 0 ? [node.path.join('.')] : below.flatMap((child) => leavesBelow(child));
}
