import { analyzeScopes } from '../../js/scope.ts';
import { resolverOf } from '../../js/resolve.ts';
import { walk } from '../../js/walk.ts';
import { unresolvedNames } from '../gate/lost-names.ts';
import { importStyle } from '../missing-import/import-style.ts';
import type { RecipeRequest } from '../recipe.ts';
import { cutStatement } from '../unused-code/cut-statements.ts';
import { importPlace, withoutNames } from './edit-import.ts';
import type { Change } from './edit-import.ts';
import { bindingsOf, importLines, relativeTo, specifierFrom } from './import-lines.ts';
import type { Binding } from './import-lines.ts';
import { usesThatStay } from './move.ts';
import type { Move } from './move.ts';
import type { FileShape } from './moved-code.ts';
import { writtenPath } from './written-path.ts';

export type EditOutcome = { readonly changes: readonly Change[] } | { readonly reason: string };

/** What the file that receives the symbol gains: imports at its head, the code at its end (or before its first use). */
export function editTarget(request: RecipeRequest, move: Move, there: FileShape, text: string | null): EditOutcome {
  const { tree } = request;
  const { path, to, symbol, piece, origin, gathered, bridge } = move;
  const { module } = origin;
  if (/\.[cm]?ts$/.test(to) && hasJsx(move)) return { reason: `${to} cannot hold JSX; name a .tsx file` };
  const resolver = resolverOf(tree);
  const sourceOf = (from: string, specifier: string): string => {
    const resolution = resolver.resolve(from, specifier);
    return resolution.kind === 'file' ? (resolution.files[0] ?? specifier) : specifier.replace(/^node:/, '');
  };
  const known = there.imports.flatMap((statement) => bindingsOf(statement).map((each) => ({ ...each, statement })));
  const own = known.filter(({ binding }) => binding.imported === symbol && sourceOf(to, binding.specifier) === path);
  if (own.some(({ binding }) => binding.local !== symbol)) return { reason: `${to} imports it under another name` };
  const taken = topLevelNames(there);
  for (const { binding } of own) taken.delete(binding.local);
  const clash = gathered.names.find((name) => taken.has(name));
  if (clash !== undefined) return { reason: `${to} has a \`${clash}\` already` };
  const free = own.length > 0 ? null : gathered.names.find((name) => unresolvedNames(there.module).has(name));
  if (typeof free === 'string') return { reason: `${to} uses a global called \`${free}\`` };
  const captured = [...unresolvedNames(module).keys()].find((name) => taken.has(name) && usesFree(move, name));
  if (captured !== undefined) return { reason: `it uses the global \`${captured}\`, and ${to} has its own` };
  const wanted: Binding[] = [];
  for (const { binding } of gathered.imports) {
    const source = sourceOf(path, binding.specifier);
    if (source === to) {
      if (binding.imported === binding.local && there.pieceOf(binding.local)) continue;
      return { reason: `it imports \`${binding.local}\` from ${to}, where that has another name` };
    }
    const same = known.find((each) => each.binding.local === binding.local);
    if (
      same &&
      same.binding.imported === binding.imported &&
      sourceOf(to, same.binding.specifier) === source &&
      (binding.isType || !same.binding.isType)
    )
      continue;
    if (same || taken.has(binding.local)) return { reason: `\`${binding.local}\` means something else in ${to}` };
    const isElsewhere = resolver.packages.owning(path) !== resolver.packages.owning(to);
    if (
      isElsewhere &&
      !binding.specifier.startsWith('.') &&
      !binding.specifier.startsWith('node:') &&
      !resolver.packages.owning(to)?.dependencies.has(binding.specifier)
    ) {
      return { reason: `it imports '${binding.specifier}', which the package of ${to} does not depend on` };
    }
    wanted.push({ ...binding, specifier: specifierFrom(binding.specifier, path, to) });
  }
  const back = relativeTo(to, writtenPath(tree, to, path));
  for (const { local, exported, isType } of gathered.needs) {
    const same = known.find((each) => each.binding.local === local);
    if (same && same.binding.imported === exported && sourceOf(to, same.binding.specifier) === path) continue;
    if (same || taken.has(local)) return { reason: `\`${local}\` means something else in ${to}` };
    wanted.push({ local, imported: exported, isType, specifier: back });
  }
  const mustExport = piece.isExported || bridge !== null || usesThatStay(move).any;
  const code = codeOf(move, mustExport);
  return { changes: layOut(request, move, there, text, wanted, code, own) };
}

function layOut(
  { tree }: RecipeRequest,
  { path, to }: Move,
  there: FileShape,
  text: string | null,
  wanted: readonly Binding[],
  code: string,
  own: readonly { node: FileShape['imports'][number]; statement: FileShape['imports'][number] }[],
): Change[] {
  const style = text === null ? (tree.files.get(path) ?? '') : text;
  const eol = style.includes('\r\n') ? '\r\n' : '\n';
  const quote = importStyle(tree, text === null ? path : to).quote === 'double' ? '"' : "'";
  const end = /(?:from|import)\s*['"][^'"]*['"][ \t]*\r?$/m.test(style) ? '' : ';';
  const lines = importLines(wanted, quote, end)
    .map((line) => line + eol)
    .join('');
  const body = code.replaceAll(/\r?\n/g, eol);
  if (text === null) return [{ start: 0, end: 0, replacement: `${lines}${lines === '' ? '' : eol}${body}${eol}` }];
  const changes: Change[] = [];
  for (const [statement, names] of Map.groupBy(own, (each) => each.statement)) {
    changes.push(...(withoutNames(there.module, statement, new Set(names.map(({ node }) => node))) ?? []));
  }
  const place = importPlace(there.statements, text);
  // Whoever imported it may use it while it loads: it stands before all of that.
  const isEarly = own.length > 0;
  const isEmptied = own.length > 0 && there.imports.every((each) => own.some(({ statement }) => statement === each));
  const apart = lines === '' && isEmptied ? '' : eol;
  const head = `${lines}${isEarly ? `${apart}${body}${eol}` : ''}`;
  const gap = place.isFirst && head !== '' && text.slice(place.at).trim() !== '' ? eol : '';
  if (head !== '')
    changes.push({ start: place.at, end: place.at, replacement: `${lead(text, place.at, eol)}${head}${gap}` });
  if (!isEarly) {
    const before = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
    changes.push({
      start: text.length,
      end: text.length,
      replacement: `${text.trim() === '' ? '' : before}${body}${eol}`,
    });
  }

  return changes;
}

function lead(text: string, at: number, eol: string): string {
  return at > 0 && text[at - 1] !== '\n' ? eol : '';
}

/** The moved statements with their comments, in their order; the symbol's own declaration as an export where others need it. */
function codeOf({ origin, gathered, piece }: Move, mustExport: boolean): string {
  const { text, comments } = origin.module;
  const texts = [...gathered.statements]
    .toSorted((a, b) => a.start - b.start)
    .map((statement) => {
      const cut = cutStatement(text, comments, statement, false);
      const isOwn = piece.statements.includes(statement);
      const word = isOwn && mustExport && !statement.type.startsWith('Export') ? 'export ' : '';
      return `${text.slice(cut.start, statement.start)}${word}${text.slice(statement.start, cut.end)}`
        .replace(/\s+$/, '')
        .replace(/^(?:[ \t]*\r?\n)+/, '');
    });
  return texts.join('\n\n');
}

function topLevelNames({ module }: FileShape): Set<string> {
  const scopes = analyzeScopes(module).scopes.filter(
    (scope) => /module|global/.test(String(scope.type)) || scope.upper?.upper === null,
  );
  return new Set(
    scopes.flatMap(({ variables }) => variables.filter(({ defs }) => defs.length > 0).map(({ name }) => name)),
  );
}

function usesFree({ origin, gathered }: Move, name: string): boolean {
  const through = analyzeScopes(origin.module).globalScope?.through ?? [];
  return through.some(
    ({ identifier }) =>
      identifier.name === name &&
      [...gathered.statements].some(({ start, end }) => identifier.range[0] >= start && identifier.range[0] < end),
  );
}

function hasJsx({ gathered }: Move): boolean {
  let found = false;
  for (const statement of gathered.statements) walk(statement, (node) => void (found ||= node.type.startsWith('JSX')));
  return found;
}
