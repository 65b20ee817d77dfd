import { moduleGraphOf } from '../../js/module-graph.ts';
import { importStyle } from '../missing-import/import-style.ts';
import type { RecipeRequest } from '../recipe.ts';
import { cutStatement, withBlankLines } from '../unused-code/cut-statements.ts';
import { policyOf } from '../unused-code/import-policy.ts';
import { loadEffectsOf } from '../unused-code/load-effects.ts';
import { importPlace, withoutNames } from './edit-import.ts';
import type { Change } from './edit-import.ts';
import type { EditOutcome } from './edit-target.ts';
import { bindingsOf, relativeTo } from './import-lines.ts';
import { usesThatStay } from './move.ts';
import type { Move } from './move.ts';
import { writtenPath } from './written-path.ts';

/** What the old file loses: the code, the imports that only it used; and what it gains: an import, or an export for others. */
export function editOrigin({ tree }: RecipeRequest, move: Move): EditOutcome {
  const { path, to, symbol, piece, origin, gathered, bridge } = move;
  const { text, comments } = origin.module;
  const changes: Change[] = [];
  for (const statement of [...gathered.statements].toSorted((a, b) => a.start - b.start)) {
    const cut = cutStatement(text, comments, statement, false);
    const { start, end } = cut.wholeLines ? withBlankLines(text, cut) : cut;
    const last = changes.at(-1);
    // Two neighbours may want the same blank line.
    changes.push({ start: last && last.end > start ? last.end : start, end, replacement: '' });
  }
  for (const statement of gathered.toExport)
    changes.push({ start: statement.start, end: statement.start, replacement: 'export ' });
  changes.push(...deadImports(tree, move));
  const specifier = relativeTo(path, writtenPath(tree, path, to));
  const quote = importStyle(tree, path).quote === 'double' ? '"' : "'";
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = /(?:from|import)\s*['"][^'"]*['"][ \t]*\r?$/m.test(text) ? '' : ';';
  const isType = piece.isType ? 'type ' : '';
  const lines: string[] = [];
  if (usesThatStay(move).any) lines.push(`import ${isType}{ ${symbol} } from ${quote}${specifier}${quote}${end}`);
  if (bridge !== null) lines.push(`export ${isType}{ ${symbol} } from ${quote}${specifier}${quote}${end}`);
  if (lines.length > 0) {
    const place = importPlace(origin.statements, text);
    const rest = text.slice(place.at);
    const gap = place.isFirst && rest.trim() !== '' && !/^\s*\n/.test(rest) ? eol : '';
    const start = place.at > 0 && text[place.at - 1] !== '\n' ? eol : '';
    changes.push({ start: place.at, end: place.at, replacement: `${start}${lines.join(eol)}${eol}${gap}` });
  }
  return { changes: withoutOverlaps(changes) };
}

/** Imports whose every use was moved. One that loads something with effects stays, unused. */
function deadImports(tree: RecipeRequest['tree'], { path, origin, gathered }: Move): Change[] {
  const graph = moduleGraphOf(tree);
  const effects = loadEffectsOf(tree, graph);
  const dead = gathered.imports.filter(({ binding }) =>
    origin.uses.get(binding.local)?.every(({ statement }) => gathered.statements.has(statement)),
  );
  return [...Map.groupBy(dead, ({ statement }) => statement)].flatMap(([statement, names]) => {
    const [first] = names;
    const isWhole = names.length === bindingsOf(statement).length;
    const policy = first ? policyOf(graph, effects, path, first.binding.specifier, false) : null;
    if (isWhole && policy && (policy.bare || policy.from !== 'CONSERVATIVE') && statement['importKind'] !== 'type')
      return [];
    return withoutNames(origin.module, statement, new Set(names.map(({ node }) => node))) ?? [];
  });
}

/** Cuts that touch a place where something is put in give way to it. */
function withoutOverlaps(changes: readonly Change[]): Change[] {
  const places = changes.filter(({ start, end }) => start === end);
  return changes.map((change) => {
    const inside = places.find(({ start }) => start > change.start && start < change.end);
    return inside ? { ...change, start: inside.start } : change;
  });
}
