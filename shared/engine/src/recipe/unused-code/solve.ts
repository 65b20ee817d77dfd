import type { PlanLevel } from '@iama/contracts/recipe';
import { reachableFrom } from '../../js/reachable.ts';
import type { ModuleEdge } from '../../js/module-graph.ts';
import { livenessOf } from './liveness.ts';
import type { Liveness } from './liveness.ts';
import { isAtLeast } from './unit.ts';
import type { FileUnits, Span } from './unit.ts';
import { rootsOf } from './workspace.ts';
import type { Workspace } from './workspace.ts';

export interface Question {
  readonly level: PlanLevel;
  readonly files: ReadonlyMap<string, FileUnits>;
  /** Files that may be deleted if nothing reaches them. */
  readonly deletable: ReadonlySet<string>;
  readonly held: (path: string, unit: number) => string | null;
}

export interface Answer {
  readonly byFile: ReadonlyMap<string, Liveness>;
  readonly unreached: ReadonlySet<string>;
  /** Edges that are in the text and will not be. */
  readonly cutEdges: (path: string, name: string) => readonly { readonly edge: ModuleEdge; readonly at: number }[];
}

/**
 * What is dead across files. Starts from the text as it stands; each round takes away the imports that the round before
 * found dead, until nothing more falls.
 */
export function solve(workspace: Workspace, question: Question): Answer {
  const { graph } = workspace;
  let byFile: ReadonlyMap<string, Liveness> = new Map();
  let unreached: ReadonlySet<string> = new Set();
  const shelved = findShelved(workspace, question);
  let gone: ReadonlyMap<string, readonly Span[]> = new Map();
  const isGone = (path: string, at: number) =>
    unreached.has(path) || gone.get(path)?.some((span) => at >= span.start && at < span.end) === true;
  const uses = (path: string, name: string): { edge: ModuleEdge; at: number }[] =>
    graph.importers(path).flatMap((edge) => {
      if (edge.from === path) return [];
      if (edge.kind === 'star') return starUsed(edge.from, name) ? [{ edge, at: edge.at }] : [];
      if (edge.names === 'all') return [{ edge, at: edge.at }];
      return edge.names.filter((each) => each.imported === name).map(({ at }) => ({ edge, at }));
    });
  const passing = new Set<string>();
  const starUsed = (barrel: string, name: string): boolean => {
    const key = `${barrel}\0${name}`;
    if (name === 'default' || passing.has(key)) return false;
    passing.add(key);
    const used = isExportLive(barrel, name);
    passing.delete(key);
    return used;
  };
  const isExportLive = (path: string, name: string): boolean =>
    !isAtLeast(question.level, 'STANDARD') ||
    workspace.exportsStay(path) !== null ||
    shelved.has(path) ||
    uses(path, name).some(({ edge, at }) => !isGone(edge.from, at));
  for (;;) {
    const next = new Map<string, Liveness>();
    for (const [path, file] of question.files) {
      next.set(
        path,
        livenessOf(file, {
          level: question.level,
          held: (unit) => question.held(path, unit),
          exportLive: (name) => isExportLive(path, name),
        }),
      );
    }
    const before = size(byFile) + unreached.size;
    byFile = next;
    gone = new Map(
      [...question.files].map(([path, file]) => [path, cutSpans(file, next.get(path)?.dead ?? new Set())]),
    );
    unreached = isAtLeast(question.level, 'COMPREHENSIVE')
      ? findUnreached(workspace, question.deletable, isGone)
      : new Set();
    if (size(byFile) + unreached.size === before) break;
  }
  const cutEdges = (path: string, name: string) => uses(path, name).filter(({ edge, at }) => isGone(edge.from, at));
  return { byFile, unreached, cutEdges };
}

/**
 * Files that nothing loads and that are not deleted here either, because of the level or because it was left out. Without
 * their exports they would be empty shells, so they stay as they are until somebody decides about the whole file.
 */
function findShelved(workspace: Workspace, { level, files, deletable }: Question): ReadonlySet<string> {
  const lost = findUnreached(workspace, new Set(files.keys()), () => false);
  return new Set([...lost].filter((path) => !isAtLeast(level, 'COMPREHENSIVE') || !deletable.has(path)));
}

function findUnreached(
  workspace: Workspace,
  deletable: ReadonlySet<string>,
  isGone: (path: string, at: number) => boolean,
): Set<string> {
  const roots = rootsOf(workspace, (path) => deletable.has(path));
  const reached = reachableFrom(workspace.graph, roots, (edge) => {
    // An import that stays for its effects still loads the file.
    const names = edge.names === 'all' || edge.names.length === 0 ? [{ at: edge.at }] : edge.names;
    return names.some(({ at }) => !isGone(edge.from, at)) || !isGone(edge.from, edge.at);
  });
  return new Set([...deletable].filter((path) => !reached.has(path)));
}

function size(byFile: ReadonlyMap<string, Liveness>): number {
  return [...byFile.values()].reduce((sum, { dead }) => sum + dead.size, 0);
}

/** Everything that dead units take along, as spans of the text. */
export function cutSpans(file: FileUnits, dead: ReadonlySet<number>): Span[] {
  return [...dead].flatMap((index) => {
    const unit = file.units[index];
    if (!unit) return [];
    // What stays of a declaration still runs, and may load things.
    const stays = file.units.find((each) => each.parent === index && each.leaves !== null)?.leaves;
    if (unit.cut.type === 'statements') return stays ? [] : [...unit.cut.spans];
    if (unit.cut.type === 'text') return [unit.cut.span];
    const item = unit.parent === null ? undefined : file.units[unit.parent]?.items[unit.cut.index];
    return item && unit.leaves === null ? [item, ...unit.spans] : [...unit.spans];
  });
}
