import type { ModuleFacts } from '../facts/module-facts.ts';
import { requiredUse } from '../facts/required-uses.ts';
import type { RequireSite } from '../facts/read-requires.ts';

/** An import of one converting file by another. */
export interface Edge {
  readonly from: ModuleFacts;
  readonly site: RequireSite;
  readonly to: string;
}

/**
 * In a circle of imports one module runs before another has finished. That is harmless as long as no module needs a
 * binding of an unfinished one while it loads: then CommonJS gives undefined or a half-filled object, ES modules throw.
 * Every possible way into a circle is played through; the first edge that would fail is returned for each circle.
 */
export function unsafeCircles(edges: readonly Edge[], roots: (path: string) => boolean): Edge[] {
  const outgoing = new Map<string, Edge[]>();
  for (const edge of edges) {
    const own = outgoing.get(edge.from.path) ?? [];
    outgoing.set(edge.from.path, own);
    own.push(edge);
  }
  const circleOf = stronglyConnected(outgoing);
  const unsafe: Edge[] = [];
  for (const circle of new Set(circleOf.values())) {
    const inner = edges.filter(({ from, to }) => circleOf.get(from.path) === circle && circleOf.get(to) === circle);
    if (inner.length === 0) continue;
    const members = [...circleOf].filter(([, each]) => each === circle).map(([path]) => path);
    const entries = members.filter(
      (path) => roots(path) || edges.some(({ from, to }) => to === path && circleOf.get(from.path) !== circle),
    );
    const needed = inner.filter(({ from, site }) => requiredUse(from, site).atLoad || hasLateExports(from, site));
    for (const entry of entries.length > 0 ? entries : members) {
      const order = evaluationOrder(entry, outgoing, new Set(members));
      const bad = needed.find(({ from, to }) => order.indexOf(to) >= order.indexOf(from.path));
      if (bad) {
        unsafe.push(bad);
        break;
      }
    }
  }
  return unsafe;
}

/** The exports stand before this require on purpose, so that the other side of the circle finds them. */
function hasLateExports(from: ModuleFacts, site: RequireSite): boolean {
  const { exports } = from;
  if (exports.kind !== 'value' && exports.kind !== 'names') return false;
  const chains = exports.kind === 'value' ? [exports.chain, ...exports.chains] : exports.chains;
  return site.when === 'eager' && chains.some(({ statement }) => statement < site.statement);
}

function evaluationOrder(
  entry: string,
  outgoing: ReadonlyMap<string, readonly Edge[]>,
  members: ReadonlySet<string>,
): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path) || !members.has(path)) return;
    seen.add(path);
    for (const edge of outgoing.get(path) ?? []) visit(edge.to);
    order.push(path);
  };
  visit(entry);
  return order;
}

/** Tarjan's algorithm: each path with the number of its strongly connected component. */
function stronglyConnected(outgoing: ReadonlyMap<string, readonly Edge[]>): Map<string, number> {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const component = new Map<string, number>();
  let components = 0;
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path) as number);
    stack.push(path);
    for (const { to } of outgoing.get(path) ?? []) {
      if (!index.has(to)) {
        visit(to);
        low.set(path, Math.min(low.get(path) as number, low.get(to) as number));
      } else if (stack.includes(to)) low.set(path, Math.min(low.get(path) as number, index.get(to) as number));
    }
    if (low.get(path) !== index.get(path)) return;
    components += 1;
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      component.set(top, components);
      if (top === path) break;
    }
  };
  for (const path of outgoing.keys()) if (!index.has(path)) visit(path);
  return component;
}
