import type { TextEdit } from '@iama/contracts/patch/patch';
import type { Finding, Kept } from '@iama/contracts/recipe';
import { moduleGraphOf } from '../../js/module-graph.ts';
import { languageOf } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { lineCounter } from '../unused-code/directives.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { workspaceOf } from '../unused-code/workspace.ts';
import { whyNoName } from './check-name.ts';
import { collectLocations } from './collect-locations.ts';
import { commonjsLocations } from './commonjs-locations.ts';
import { doubtfulUses } from './doubtful-uses.ts';
import { findDeclaration } from './find-declaration.ts';
import type { Declaration } from './find-declaration.ts';
import { keepExportedName } from './keep-exported-name.ts';
import type { Location } from './location.ts';
import { meaningsOf } from './meanings.ts';
import { findMentions } from './mentions.ts';
import { publicReason } from './public-reason.ts';

export type RenamePlan = RecipeResult | { readonly reason: string };

/** Everything a rename would change, or why it cannot be done. */
export function planRename(request: RecipeRequest, path: string, symbol: string, name: string): RenamePlan {
  const { tree, level } = request;
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok)
    return { reason: `the file does not parse: ${parsed?.message ?? 'it is not JavaScript or TypeScript'}` };
  const declaration = findDeclaration(parsed.module, symbol);
  if (!declaration) return { reason: 'the file declares no such symbol' };
  if (declaration.name === name) return { reason: 'it has that name already' };
  const noName = whyNoName(name, declaration.isMember);
  if (noName !== null) return { reason: noName };
  if (declaration.name.startsWith('#') !== name.startsWith('#'))
    return { reason: 'a private `#name` stays one, and no other becomes one' };
  const scope = scopeOf(request, path, declaration);
  const found = collectLocations(tree, path, declaration.at, (other) => scope.passesOn(other));
  if (!found || found.length === 0)
    return { reason: 'the compiler cannot rename it: it is declared outside the repository, or by a string' };
  const renamed = scope.exportStays === null ? found : found.filter((each) => each.path === path);
  const commonjs =
    scope.exportStays === null ? commonjsLocations(request, path, declaration) : { locations: [], kept: [] };
  const locations = withoutDoubles([...renamed, ...commonjs.locations]);
  const doubts = scope.watch
    ? doubtfulUses(tree, declaration.name, locations, watchedFiles(request, path, declaration))
    : [];
  const [doubt] = doubts;
  if (doubt && !isAtLeast(level, 'COMPREHENSIVE')) {
    const line = lineCounter(tree.files.get(doubt.path) ?? '')(doubt.at);
    return {
      reason: `${doubt.path}:${line} uses \`.${declaration.name}\` of a value whose type is unknown, so it may be meant (COMPREHENSIVE renames all the same)`,
    };
  }
  const result = assemble(request, path, symbol, name, declaration, locations, scope.exportStays !== null);
  if ('reason' in result) return result;
  const changed = new Set(result.changes.map((change) => change.path));
  const kept: Kept[] = [...result.kept, ...commonjs.kept];
  if (scope.exportStays !== null)
    kept.push({
      path,
      symbol,
      line: null,
      reason: `others go on importing it as \`${declaration.name}\`: ${scope.exportStays}`,
    });
  for (const { path: other, at } of doubts) {
    const line = lineCounter(tree.files.get(other) ?? '')(at);
    kept.push({
      path: other,
      symbol,
      line,
      reason: 'the type of the value is unknown, so this may or may not be the symbol',
    });
  }
  return { ...result, kept: [...kept, ...findMentions(tree, declaration.name, changed)] };
}

interface Scope {
  /** Why the name that other files import stays; null when it changes with the symbol. */
  readonly exportStays: string | null;
  readonly passesOn: (path: string) => boolean;
  /** Whether values of unknown type may carry the symbol. */
  readonly watch: boolean;
}

function scopeOf({ tree, level }: RecipeRequest, path: string, { isMember, name, statement }: Declaration): Scope {
  const workspace = workspaceOf(tree);
  const everything = isAtLeast(level, 'COMPREHENSIVE');
  const publicly = (file: string): string | null => (everything ? null : publicReason(workspace, file));
  const isExported = moduleGraphOf(tree).facts.get(path)?.exported.has(name) === true && !isMember;
  const inline = statement.type.startsWith('ExportNamed');
  let exportStays: string | null = null;
  if (isExported && level === 'CONSERVATIVE') exportStays = 'at this level only the file itself changes';
  else if (isExported && inline) exportStays = publicly(path);
  return {
    exportStays,
    passesOn: (file) => level !== 'CONSERVATIVE' && publicly(file) === null,
    watch: isMember ? !name.startsWith('#') : false,
  };
}

function* watchedFiles({ tree }: RecipeRequest, path: string, { isMember }: Declaration): Iterable<string> {
  if (isMember)
    for (const each of tree.files.keys()) if (languageOf(each) !== null && !each.includes('node_modules/')) yield each;
  if (!isMember) yield path;
}

function withoutDoubles(locations: readonly Location[]): Location[] {
  const byPlace = new Map<string, Location>();
  for (const each of locations) byPlace.set(`${each.path} ${each.start}`, each);
  return [...byPlace.values()];
}

/** One finding for each file, all of one group, after proving that every name still means what it meant. */
function assemble(
  { tree }: RecipeRequest,
  path: string,
  symbol: string,
  name: string,
  declaration: Declaration,
  locations: readonly Location[],
  keepsExport: boolean,
): RecipeResult | { reason: string } {
  const findings: Finding[] = [];
  const changes = [];
  const group = `rename:${path}:${symbol}`;
  for (const [file, places] of Map.groupBy(locations, (each) => each.path)) {
    const text = tree.files.get(file) ?? '';
    const id = `renamed_symbol:${file}:${symbol}`;
    const edits: TextEdit[] = places
      .map(({ start, end, prefix, suffix }) => ({
        start,
        end,
        replacement: `${prefix}${nameFor(text, start, name)}${suffix}`,
        finding_id: id,
      }))
      .toSorted((a, b) => a.start - b.start);
    const extra = keepsExport && file === path ? keepExportedName(text, declaration, name, id) : [];
    const all = [...edits, ...extra].toSorted((a, b) => a.start - b.start || a.end - b.end);
    const before = meaningsOf(file, text);
    const after = meaningsOf(file, applyEdits(text, all));
    if (before && !sameMeanings(before, after, declaration.name, name)) {
      return { reason: `in ${file} the name \`${name}\` already means something else where it would be used` };
    }
    const line = lineCounter(text)(places[0]?.start ?? 0);
    const uses = `${places.length} ${places.length === 1 ? 'place' : 'places'}`;
    findings.push({
      id,
      kind: 'renamed_symbol',
      path: file,
      symbol,
      line,
      message: `Rename \`${symbol}\` to \`${name}\` in ${uses}.`,
      group,
    });
    changes.push({ change: 'modify' as const, path: file, edits: all });
  }
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { findings: findings.toSorted((a, b) => (a.path < b.path ? -1 : 1)), kept: [], changes, skipped: [] };
}

/** Names of private members carry their `#`; the compiler's places of them do as well. */
function nameFor(text: string, start: number, name: string): string {
  return name.startsWith('#') && text[start] !== '#' ? name.slice(1) : name;
}

/** Free names count by their name, so a renamed global is the one difference that is wanted. */
function sameMeanings(before: readonly string[], after: readonly string[] | null, old: string, name: string): boolean {
  if (!after || after.length < before.length) return false;
  return before.every((meaning, index) => after[index] === meaning || (meaning === old && after[index] === name));
}
