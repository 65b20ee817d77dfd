import { moduleGraphOf } from '../../js/module-graph.ts';
import type { ModuleGraph } from '../../js/module-graph.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { reachableFrom } from '../../js/reachable.ts';
import { child, children, isNode, nameOf, stringOf } from '../../js/walk.ts';
import type { RecipeRequest } from '../recipe.ts';
import { publicReason } from '../rename-symbol/public-reason.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { workspaceOf } from '../unused-code/workspace.ts';
import { withSource, withoutNames } from './edit-import.ts';
import type { Change } from './edit-import.ts';
import { relativeTo } from './import-lines.ts';
import type { Piece } from './moved-code.ts';
import { writtenPath } from './written-path.ts';

export interface Mended {
  readonly files: readonly { readonly path: string; readonly changes: readonly Change[] }[];
  /** Why somebody still needs the symbol in its old place; null when nobody does. */
  readonly bridge: string | null;
}

/** Point those who import the symbol by its name to its new file. Whoever cannot be followed needs the old one as a bridge. */
export function mendImporters(request: RecipeRequest, path: string, to: string, symbol: string, piece: Piece): Mended {
  if (!piece.isExported) return { files: [], bridge: null };
  const { tree, level } = request;
  const graph = moduleGraphOf(tree);
  const edges = graph.importers(path).filter(({ from }) => from !== path);
  const takes = edges.filter(({ names }) => names === 'all' || names.some(({ imported }) => imported === symbol));
  if (!isAtLeast(level, 'STANDARD'))
    return {
      files: [],
      bridge: takes.length > 0 || publicly(request, path) !== null ? 'at this level nobody else changes' : null,
    };
  let bridge = publicly(request, path);
  const files: { path: string; changes: readonly Change[] }[] = [];
  for (const [from, group] of Map.groupBy(takes, (edge) => edge.from)) {
    const blind = group.find(({ names }) => names === 'all');
    const named = group.filter(({ names }) => names !== 'all');
    const reason = blind ? `${from} ${WAYS[blind.kind] ?? 'uses it'}` : whyLeft(graph, from, path, to);
    const changes = reason === null && from !== to ? mend(request, from, path, to, symbol) : null;
    if (changes) files.push({ path: from, changes });
    else if (reason !== null && (from !== to || blind)) bridge ??= reason;
    else if (from !== to && named.length > 0) bridge ??= `${from} imports it in a way that could not be rewritten`;
  }
  return { files, bridge };
}

const WAYS: Readonly<Record<string, string>> = {
  import: 'imports the whole file',
  star: 'passes on everything of it',
  re_export: 'passes the whole file on',
  require: 'requires it',
  dynamic: 'imports it while running',
  mention: 'names the file in a string',
};

function publicly({ tree }: RecipeRequest, path: string): string | null {
  return publicReason(workspaceOf(tree), path);
}

/** Whether pointing a file to the new place would make a circle that the old place did not. */
function whyLeft(graph: ModuleGraph, from: string, path: string, to: string): string | null {
  const isValue = (edge: { typeOnly: boolean; kind: string }): boolean => !edge.typeOnly && edge.kind !== 'mention';
  const reaches = (start: string): boolean => reachableFrom(graph, [start], isValue).has(from);
  return reaches(to) && !reaches(path) ? `${from} and ${to} would load each other` : null;
}

function mend({ tree }: RecipeRequest, from: string, path: string, to: string, symbol: string): Change[] | null {
  const parsed = parsesOf(tree).get(from);
  if (!parsed?.ok) return null;
  const { module } = parsed;
  const { text } = module;
  const graph = moduleGraphOf(tree);
  const specifier = relativeTo(from, writtenPath(tree, from, to));
  const changes: Change[] = [];
  for (const statement of (module.program.body as readonly unknown[]).filter(isNode)) {
    const source = stringOf(child(statement, 'source'));
    if (source === null || !/^(?:ImportDeclaration|ExportNamedDeclaration)$/.test(statement.type)) continue;
    const resolution = graph.resolver.resolve(from, source);
    if (resolution.kind !== 'file' || !resolution.files.includes(path)) continue;
    // A package's own name or an alias says more than a path; what it should be afterwards is not known.
    if (!source.startsWith('.')) return null;
    const all = children(statement, 'specifiers');
    const field = statement.type === 'ImportDeclaration' ? 'imported' : 'local';
    const mine = all.filter((each) => nameOf(child(each, field)) === symbol && !/Default|Namespace/.test(each.type));
    if (mine.length === 0) continue;
    if (mine.length === all.length) {
      const change = withSource(statement, text, specifier);
      if (!change) return null;
      changes.push(change);
      continue;
    }
    const cuts = withoutNames(module, statement, new Set(mine));
    const literal = child(statement, 'source');
    if (!cuts || !literal) return null;
    const quote = text[literal.start] ?? "'";
    const isType = statement['importKind'] === 'type' || statement['exportKind'] === 'type' ? 'type ' : '';
    const words = mine.map((each) => text.slice(each.start, each.end)).join(', ');
    const verb = statement.type === 'ImportDeclaration' ? 'import' : 'export';
    const end = text[statement.end - 1] === ';' ? ';' : '';
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const line = `${eol}${verb} ${isType}{ ${words} } from ${quote}${specifier}${quote}${end}`;
    changes.push(...cuts, { start: statement.end, end: statement.end, replacement: line });
  }
  return changes.length > 0 ? changes : null;
}
