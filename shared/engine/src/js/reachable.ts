import type { ModuleEdge, ModuleGraph } from './module-graph.ts';

/** Every file that the given ones load, directly or through others, themselves included. */
export function reachableFrom(
  graph: ModuleGraph,
  starts: Iterable<string>,
  follow: (edge: ModuleEdge) => boolean = () => true,
): Set<string> {
  const reached = new Set<string>();
  const pending = [...starts];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const edge of graph.imports(path)) if (follow(edge)) pending.push(edge.to);
  }
  return reached;
}
