import type { Finding, Kept, PlanLevel } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import type { FileChange } from '../../patch/file-change.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import type { ImmediateRecipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { cutFile, outermost } from './cut-file.ts';
import { describe } from './describe.ts';
import { lineCounter } from './directives.ts';
import { findingIds, symbolOf } from './finding-ids.ts';
import { Ties } from './group-findings.ts';
import { onlySymbol } from './only-symbol.ts';
import { solve } from './solve.ts';
import type { Answer } from './solve.ts';
import { targetFilesOf } from './target-files.ts';
import { tieFindings } from './tie-findings.ts';
import { fileFinding, unitFinding } from './to-findings.ts';
import type { FileUnits, Unit } from './unit.ts';
import { LOSES_MODULE, verifyCut } from './verify-cut.ts';
import { workspaceOf } from './workspace.ts';
import type { Workspace } from './workspace.ts';

/** Removes code that nothing uses: imports, variables, functions, classes, types, members, exports and files. */
export const unusedCode: ImmediateRecipe = {
  id: 'unused-code',
  run: (request) => removeUnused(request, { mayGo: () => true, deletesFiles: true }),
  describe,
};

/** What of the unused may be removed; lists and writes go along with what they belong to. */
export interface Scope {
  readonly mayGo: (unit: Unit) => boolean;
  readonly deletesFiles: boolean;
}

/** Remove what nothing uses, as far as `scope` goes. Findings that belong together carry one group. */
export function removeUnused(request: RecipeRequest, scope: Scope): RecipeResult {
  const first = attempt(request, request.exclude, scope);
  if (request.exclude.size === 0) return first;
  // Groups are only known when everything is looked at; who leaves out one of a group leaves out all of it.
  const all = attempt(request, new Set(), scope);
  const groups = new Set(
    all.findings.flatMap((each) => (each.group !== null && request.exclude.has(each.id) ? [each.group] : [])),
  );
  const exclude = new Set([
    ...request.exclude,
    ...all.findings.flatMap((each) => (each.group !== null && groups.has(each.group) ? [each.id] : [])),
  ]);
  return exclude.size === request.exclude.size ? first : attempt(request, exclude, scope);
}

/** Units and files that must stay, with the reason, by what was learnt on the way. */
class Holds {
  readonly #units = new Map<string, string>();

  hold(path: string, unit: number, reason: string): void {
    this.#units.set(`${path}\0${unit}`, reason);
  }

  reason(path: string, unit: number): string | null {
    return this.#units.get(`${path}\0${unit}`) ?? null;
  }
}

function attempt(
  { tree, target, level }: RecipeRequest,
  exclude: ReadonlySet<string>,
  { mayGo, deletesFiles }: Scope,
): RecipeResult {
  const workspace = workspaceOf(tree);
  const { files: paths, skipped } = targetFilesOf(tree, target);
  const files = new Map<string, FileUnits>();
  const unread = [...skipped];
  for (const path of paths) {
    const read = workspace.unitsOf(path);
    if (read.ok) files.set(path, read.file);
    else unread.push({ path, reason: read.reason });
  }
  const ids = new Map([...files].map(([path, file]) => [path, findingIds(file)]));
  const holds = new Holds();
  const held = (path: string, unit: number) => {
    if (exclude.has(ids.get(path)?.[unit] ?? '')) return 'it was left out of this attempt';
    const own = files.get(path)?.units[unit];
    return own && own.kind !== 'list' && own.kind !== 'write' && !mayGo(own) ? '' : holds.reason(path, unit);
  };
  const deletable = new Set(
    target.kind === 'symbol' || !deletesFiles
      ? []
      : paths.filter((path) => !exclude.has(`unused_file:${path}`) && files.has(path)),
  );
  for (;;) {
    const question = { level, files, deletable, held };
    const answer = target.kind === 'symbol' ? onlySymbol(workspace, question, target) : solve(workspace, question);
    const { changes, refused } = cutAll(workspace, files, ids, answer);
    if (refused.length === 0) return report(workspace, { files, answer, changes, level, target, skipped: unread });
    for (const { path, unit, reason } of refused) holds.hold(path, unit, reason);
  }
}

interface Refused {
  readonly path: string;
  readonly unit: number;
  readonly reason: string;
}

function cutAll(
  { tree, graph }: Workspace,
  files: ReadonlyMap<string, FileUnits>,
  ids: ReadonlyMap<string, readonly string[]>,
  answer: Answer,
): { changes: FileChange[]; refused: Refused[] } {
  const changes: FileChange[] = [...answer.unreached].map((path) => ({
    change: 'delete',
    path,
    finding_id: fileFinding(path).id,
  }));
  const refused: Refused[] = [];
  for (const [path, file] of files) {
    const dead = answer.byFile.get(path)?.dead ?? new Set<number>();
    if (dead.size === 0 || answer.unreached.has(path)) continue;
    const parsed = parsesOf(tree).get(path);
    if (!parsed?.ok) continue;
    const { text, comments } = parsed.module;
    const isEsm =
      /\.m[jt]s$/.test(path) || (/\.jsx?$/.test(path) && graph.resolver.packages.owning(path)?.isModule === true);
    const check = (units: ReadonlySet<number>) => {
      const cut = cutFile(text, comments, file, units, (unit) => ids.get(path)?.[goesWith(file, unit)] ?? '');
      return { cut, reason: verifyCut(parsed.module, cut.edits, () => !isEsm) };
    };
    const { cut, reason } = check(dead);
    for (const [unit, why] of cut.refused) refused.push({ path, unit, reason: why });
    if (cut.refused.size > 0) continue;
    if (reason === null) {
      if (cut.edits.length > 0) changes.push({ change: 'modify', path, edits: cut.edits });
      continue;
    }
    const top = outermost(file, dead).filter((unit) => file.units[unit]?.kind !== 'write');
    // Find who is to blame: those that fail alone; if none does, all of them.
    const guilty =
      reason === LOSES_MODULE
        ? lastOffer(file, top)
        : top.filter((unit) => check(withParts(file, dead, unit)).reason !== null);
    for (const unit of guilty.length > 0 ? guilty : top) refused.push({ path, unit, reason });
  }
  return { changes, refused };
}

/** What to keep so that a file stays a module: the empty list made for it, else one export, else one import. */
function lastOffer(file: FileUnits, top: readonly number[]): number[] {
  const kindOf = (unit: number) => file.units[unit]?.kind;
  const chosen =
    top.find((unit) => file.units[unit]?.name === '{}') ??
    top.findLast((unit) => kindOf(unit) === 'unused_export') ??
    top.findLast((unit) => kindOf(unit) === 'unused_import');
  return chosen === undefined ? [] : [chosen];
}

/** A dead unit with everything that only goes along with it: what is inside it, its writes. */
function withParts(file: FileUnits, dead: ReadonlySet<number>, unit: number): Set<number> {
  const own = file.units[unit];
  const found = new Set([unit]);
  for (const other of dead) {
    const each = file.units[other];
    const inside = own?.spans.some(({ start, end }) => each && each.at >= start && each.at < end);
    if (inside || each?.variable === unit) found.add(other);
  }
  // A list with a single item goes with the item.
  for (let parent = own?.parent ?? null; parent !== null; parent = file.units[parent]?.parent ?? null) {
    if ((file.units[parent]?.items.length ?? 0) === 1 && dead.has(parent)) found.add(parent);
  }
  return found;
}

function goesWith(file: FileUnits, unit: number): number {
  return file.units[unit]?.variable ?? unit;
}

interface Reported {
  readonly files: ReadonlyMap<string, FileUnits>;
  readonly answer: Answer;
  readonly changes: readonly FileChange[];
  readonly level: PlanLevel;
  readonly target: Target;
  readonly skipped: readonly { path: string; reason: string }[];
}

function report(workspace: Workspace, { files, answer, changes, level, target, skipped }: Reported): RecipeResult {
  const findings: Finding[] = [...answer.unreached].map(fileFinding);
  const kept: Kept[] = [];
  for (const [path, file] of files) {
    if (answer.unreached.has(path)) continue;
    const text = workspace.tree.files.get(path) ?? '';
    const state = answer.byFile.get(path);
    const exported = new Set(
      file.units.flatMap((unit, index) => (unit.kind === 'unused_export' && state?.dead.has(index) ? [unit.at] : [])),
    );
    for (const index of outermost(file, state?.dead ?? new Set())) {
      if (file.units[index]?.kind === 'write') continue;
      const finding = unitFinding(
        file,
        text,
        index,
        file.units[index]?.spans.some(({ start }) => exported.has(start)) === true,
      );
      if (finding) findings.push(finding);
    }
    const lineOf = lineCounter(text);
    for (const [index, reason] of state?.kept ?? []) {
      const unit = file.units[index];
      if (unit && unit.kind !== 'list' && unit.kind !== 'write')
        kept.push({ path, symbol: symbolOf(unit), line: lineOf(unit.at), reason });
    }
    const stays =
      level === 'COMPREHENSIVE' && target.kind !== 'symbol' && workspace.graph.importers(path).length === 0
        ? workspace.fileStays(path)
        : null;
    if (stays !== null) kept.push({ path, symbol: null, line: null, reason: `No code loads it, but ${stays}.` });
  }
  const ties = new Ties();
  tieFindings(files, answer, ties);
  const inOrder = ties
    .group(findings)
    .toSorted((a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.id, b.id));
  return { findings: inOrder, kept, changes: changes.toSorted((a, b) => compare(a.path, b.path)), skipped };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
