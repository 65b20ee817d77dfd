import { chartNodes, pathOfNode } from './chart.ts';

/** Paths of every place a refactor job can be in, in the order in which the chart is written. */
export function leavesOf(): readonly string[] {
  return chartNodes()
    .filter((node) => Object.keys(node.states).length === 0)
    .map(pathOfNode);
}
