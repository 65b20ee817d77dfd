import type { SourceTree } from '../recipe.ts';
import { findEntryPoints, isProse, wordsOf } from '../../js/entry-points.ts';
import type { EntryPoints } from '../../js/entry-points.ts';
import { moduleGraphOf } from '../../js/module-graph.ts';
import type { ModuleGraph } from '../../js/module-graph.ts';
import { languageOf } from '../../js/parse.ts';
import { baseNameOf } from '../../js/paths.ts';
import { reachableFrom } from '../../js/reachable.ts';
import { isTestFile } from '../../js/test-file.ts';
import { loadEffectsOf } from './load-effects.ts';
import { readFileUnits } from './read-file-units.ts';
import type { ReadOutcome } from './read-file-units.ts';

/** What the recipe knows about a tree at every level: worked out once, whatever is asked of it. */
export interface Workspace {
  readonly tree: SourceTree;
  readonly graph: ModuleGraph;
  readonly entries: EntryPoints;
  readonly unitsOf: (path: string) => ReadOutcome;
  /** Why the exports of a file must stay whoever imports them; null when only its importers count. */
  readonly exportsStay: (path: string) => string | null;
  /** Why a file must stay even if no other loads it; null if nothing speaks for it. */
  readonly fileStays: (path: string) => string | null;
}

const workspaces = new WeakMap<SourceTree, Workspace>();

export function workspaceOf(tree: SourceTree): Workspace {
  const known = workspaces.get(tree);
  if (known) return known;
  const workspace = makeWorkspace(tree);
  workspaces.set(tree, workspace);
  return workspace;
}

function makeWorkspace(tree: SourceTree): Workspace {
  const graph = moduleGraphOf(tree);
  const entries = findEntryPoints(tree, graph);
  const effects = loadEffectsOf(tree, graph);
  const units = new Map<string, ReadOutcome>();
  const { packages } = graph.resolver;
  const published = packages.all.filter((each) => !each.isPrivate);
  const publicReach = new Map(
    published.map((each) => [
      each,
      reachableFrom(
        graph,
        [...tree.paths].filter((path) => entries.isPublic(path) && packages.owning(path) === each),
      ),
    ]),
  );
  const prose = new Map<string, string>();
  for (const [path, text] of tree.files) {
    if (!isProse(path) || /\.(?:lock|map|svg|csv|log|snap)$|lock\.(?:json|yaml)$/.test(path)) continue;
    for (const word of wordsOf(path, text)) for (const hit of graph.mentions.find(path, word)) prose.set(hit, path);
  }
  const broken = [...graph.broken.keys()].map((path) => ({ path, text: tree.files.get(path) ?? '' }));
  const brokenNaming = (path: string): string | null => {
    const stem = baseNameOf(path).replace(/\..*$/, '');
    return broken.find((each) => each.text.includes(stem))?.path ?? null;
  };
  const exportsStay = (path: string): string | null => {
    const entry = entries.reasons.get(path);
    const owner = packages.owning(path);
    if (entry !== undefined) return `the file is an entry point: ${entry}`;
    if (owner === null) return 'no package.json says where programs start';
    if (entries.isOpaque(owner)) return `${owner.path} names a main file that is not in the repository`;
    if (!owner.isPrivate && publicReach.get(owner)?.has(path)) return 'people who install the package may reach it';
    if (!owner.isPrivate && !owner.hasExports) return 'people who install the package can import the file by its path';
    const reach = graph.dynamicReach(path);
    if (reach) return `${reach.from} loads files by computed paths`;
    const naming = brokenNaming(path);
    if (naming !== null) return `${naming} does not parse and may use it`;
    const stem = path.replace(/\.[cm]?jsx?$/, '');
    const isDeclared = stem !== path && ['.d.ts', '.d.mts', '.d.cts'].some((end) => tree.paths.has(stem + end));
    return isDeclared ? 'a declaration file describes its exports' : null;
  };
  const fileStays = (path: string): string | null => {
    const said = exportsStay(path);
    if (said !== null) return said;
    if (isTestFile(path)) return 'it is a test';
    const naming = prose.get(path);
    if (naming !== undefined) return `${naming} names it`;
    const owner = packages.owning(path);
    const starts = [...entries.reasons].some(
      ([each, why]) => packages.owning(each) === owner && !/^a test$|tools find/.test(why),
    );
    return starts ? null : 'no entry point of its package was found';
  };
  return {
    tree,
    graph,
    entries,
    exportsStay: memo(exportsStay),
    fileStays: memo(fileStays),
    unitsOf(path) {
      const found = units.get(path) ?? readFileUnits(tree, graph, effects, path);
      units.set(path, found);
      return found;
    },
  };
}

function memo<Result>(make: (path: string) => Result): (path: string) => Result {
  const known = new Map<string, { result: Result }>();
  return (path) => {
    const found = known.get(path) ?? { result: make(path) };
    known.set(path, found);
    return found.result;
  };
}

/** Files that an analysis starts from whatever the target: everything that no code of the tree has to load. */
export function rootsOf({ tree, graph, fileStays }: Workspace, mayGo: (path: string) => boolean): string[] {
  const roots = [...graph.facts.keys()].filter(
    (path) => languageOf(path) === null || !mayGo(path) || fileStays(path) !== null,
  );
  return [...roots, ...[...graph.broken.keys()].filter((path) => tree.files.has(path))];
}
