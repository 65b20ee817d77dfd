import ts from 'typescript6';
import type { PlanLevel } from '@iama/contracts/recipe';
import { parsesOf } from '../../js/parse-cache.ts';
import type { FileOutcome, Hold, Proposal, Replacement } from '../proposal/proposal.ts';
import type { SourceTree } from '../recipe.ts';
import { askFixes } from '../typescript/ask-fixes.ts';
import { compilerOf } from '../typescript/compiler.ts';
import type { Project } from '../typescript/compiler.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { hasUntypedExport } from './has-untyped-export.ts';
import { hasUntyped } from './has-untyped.ts';

/** Written on one line; beyond this a type wants a name of its own, which a person has to find. */
const LONGEST_TYPE = 100;

/** Functions (9007), methods (9008) and accessors (9009) without a return type; the numbers above are everything else. */
const RETURN_TYPES = new Set([9007, 9008, 9009]);
const EXPORTED = (code: number): boolean => code >= 9007 && code <= 9039;
/** Implicit `any`: of variables, parameters, properties, bindings and rest parameters. */
const IMPLICIT_ANY = new Set([7005, 7006, 7008, 7019, 7031, 7034, 7043, 7044, 7045, 7046]);

/** A missing type, with the level from which on it is written. */
interface Found {
  readonly from: PlanLevel;
  readonly proposal: Proposal | null;
  readonly hold: Hold | null;
}

const found = new WeakMap<SourceTree, Map<string, readonly Found[]>>();

export function proposeTypes(tree: SourceTree, level: PlanLevel, path: string): FileOutcome {
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok) return { skip: `it does not parse: ${parsed?.message ?? 'no text'}` };
  const exported = remember(tree, path, 'exported', () =>
    hasUntypedExport(parsed.module) ? exportedTypes(tree, path) : [],
  );
  const inferred = isAtLeast(level, 'COMPREHENSIVE')
    ? remember(tree, path, 'inferred', () => (hasUntyped(parsed.module) ? inferredTypes(tree, path) : []))
    : [];
  const all = [...exported, ...inferred].filter(({ from }) => isAtLeast(level, from));
  return {
    proposals: tieSharedImports(all.flatMap(({ proposal }) => proposal ?? [])),
    holds: all.flatMap(({ hold }) => hold ?? []),
  };
}

function remember(tree: SourceTree, path: string, what: string, work: () => Found[]): readonly Found[] {
  const known = found.get(tree) ?? new Map<string, readonly Found[]>();
  found.set(tree, known);
  const key = `${what} ${path}`;
  const result = known.get(key) ?? work();
  known.set(key, result);
  return result;
}

const OPTIONS: ts.CompilerOptions = { isolatedDeclarations: true, declaration: true, noImplicitAny: true };

function exportedTypes(tree: SourceTree, path: string): Found[] {
  const project = compilerOf(tree).projectWith(path, OPTIONS);
  const file = project?.sourceFile(path);
  if (!project || !file) return [];
  const missing = project
    .program()
    .getDeclarationDiagnostics(file)
    .filter(({ code }) => EXPORTED(code));
  return ask(tree, project, path, missing, 'add-annotation');
}

function inferredTypes(tree: SourceTree, path: string): Found[] {
  const project = compilerOf(tree).projectWith(path, OPTIONS);
  const file = project?.sourceFile(path);
  if (!project || !file) return [];
  const missing = project
    .program()
    .getSemanticDiagnostics(file)
    .filter(({ code }) => IMPLICIT_ANY.has(code));
  return ask(tree, project, path, missing, 'inferFromUsage');
}

/** The compiler's own fix for each diagnostic, as a proposal, or the reason why it is not taken. */
function ask(
  tree: SourceTree,
  project: Project,
  path: string,
  diagnostics: readonly ts.Diagnostic[],
  fixName: string,
): Found[] {
  const text = tree.files.get(path) ?? '';
  const format = ts.getDefaultFormatCodeSettings(text.includes('\r\n') ? '\r\n' : '\n');
  const preferences: ts.UserPreferences = { preferTypeOnlyAutoImports: true, quotePreference: 'auto' };
  const seen = new Set<string>();
  return diagnostics.flatMap(({ code, start = 0, length = 0, file }): Found[] => {
    if (!file || seen.has(`${start} ${length}`)) return [];
    seen.add(`${start} ${length}`);
    const from: PlanLevel = RETURN_TYPES.has(code) ? 'CONSERVATIVE' : EXPORTED(code) ? 'STANDARD' : 'COMPREHENSIVE';
    const fixes = askFixes(project, { path, start, end: start + length, code }, format, preferences);
    const fix = fixes.find((each) => each.fixName === fixName && !each.description.startsWith('Extract'));
    const edits = fix ? editsOf(fix, file.fileName) : null;
    const place = { at: start, symbol: nameAt(text, start, length) };
    if (!edits)
      return fix ? [] : [{ from, proposal: null, hold: { ...place, reason: 'the compiler offers no type for it' } }];
    const own = fixName === 'inferFromUsage' ? onlyFor(edits, start + length) : edits;
    const type = typeIn(own);
    const key = `${own.map((edit) => `${edit.start} ${edit.replacement}`).join('\n')}`;
    if (type === null || seen.has(key)) return [];
    seen.add(key);
    const reason = whyNot(type);
    if (reason !== null) return [{ from, proposal: null, hold: { ...place, reason } }];
    return [{ from, proposal: { ...place, ...wordsFor(code, type, place.symbol), edits: own }, hold: null }];
  });
}

function editsOf(fix: ts.CodeFixAction, fileName: string): Replacement[] | null {
  if (fix.changes.some((change) => change.fileName !== fileName)) return null;
  const edits = fix.changes.flatMap(({ textChanges }) =>
    textChanges.map(({ span, newText }) => {
      return { start: span.start, end: span.start + span.length, replacement: newText };
    }),
  );
  if (!edits.every(({ start, end }) => start === end)) return null;
  return inOnePiece(edits).map(({ replacement, ...place }) => {
    // An import, or a name in the list of one, keeps its line.
    const isImport = /^\s*import\b|^,/.test(replacement);
    return { ...place, replacement: isImport ? replacement : replacement.replace(/\s*\n\s*/g, ' ') };
  });
}

/** What is written at one place is one edit: a comma and the name behind it are nothing without each other. */
function inOnePiece(edits: readonly Replacement[]): Replacement[] {
  const pieces = Map.groupBy(edits, ({ start }) => start);
  return [...pieces].map(([start, group]) => {
    return { start, end: start, replacement: group.map(({ replacement }) => replacement).join('') };
  });
}

/** Types are inferred for all parameters at once; each is a finding of its own, with the parentheses it may need. */
function onlyFor(edits: readonly Replacement[], end: number): Replacement[] {
  const typed = edits.filter(({ replacement }) => /^\??: /.test(replacement));
  const mine = typed.filter(({ start }) => start === end);
  return typed.length === edits.length && mine.length > 0 ? mine : [...edits];
}

/** What stands behind the colon; null when nothing is annotated. */
function typeIn(edits: readonly Replacement[]): string | null {
  const types = edits.flatMap(({ replacement }) => /^[()]*\s*\??: ([^]+?)[()]*$/.exec(replacement)?.[1] ?? []);
  return types.length === 0 ? null : types.join(', ');
}

function whyNot(type: string): string | null {
  if (/\bany\b/.test(type)) return 'the compiler knows nothing better than `any`';
  if (/\bimport\(|~tree|\b__\w+\b|\.\.\. \d+ more/.test(type)) return 'its type has no name that can be used here';
  if (/^(?:\{\}|object|never\[\]|undefined|null)$/.test(type)) return `\`${type}\` would say less than nothing`;
  return type.length > LONGEST_TYPE ? `its type is ${type.length} characters long and wants a name of its own` : null;
}

function wordsFor(code: number, type: string, symbol: string | null): Pick<Proposal, 'kind' | 'key' | 'message'> {
  const of = symbol === null ? '' : ` of \`${symbol}\``;
  if (RETURN_TYPES.has(code))
    return { kind: 'missing_return_type', key: type, message: `Write the return type${of}: \`${type}\`.` };
  if (EXPORTED(code)) return { kind: 'missing_type', key: type, message: `Write the type${of}: \`${type}\`.` };
  return { kind: 'implicit_any', key: type, message: `Write the type${of}, inferred from its use: \`${type}\`.` };
}

function nameAt(text: string, start: number, length: number): string | null {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(text.slice(start, start + length))?.[0] ?? null;
}

/** Types that need the same new import share it: the first brings it, and they go together. */
function tieSharedImports(proposals: readonly Proposal[]): Proposal[] {
  const bringing = new Map<string, number>();
  const keyOf = (edit: Replacement): string => `${edit.start} ${edit.replacement}`;
  const isShared = (edit: Replacement): boolean => !/^[()]*\s*\??: |^[()]+$/.test(edit.replacement);
  for (const edit of proposals.flatMap(({ edits }) => edits).filter(isShared)) {
    bringing.set(keyOf(edit), (bringing.get(keyOf(edit)) ?? 0) + 1);
  }
  const brought = new Set<string>();
  const groups = new Map<string, string>();
  return proposals.map((proposal) => {
    const shared = proposal.edits.filter((edit) => (bringing.get(keyOf(edit)) ?? 0) > 1).map(keyOf);
    const group = shared.map((key) => groups.get(key)).find((each) => each !== undefined) ?? shared[0];
    for (const key of shared) groups.set(key, group ?? key);
    const edits = proposal.edits.filter((edit) => !brought.has(keyOf(edit)) || !isShared(edit));
    for (const key of shared) brought.add(key);
    return group === undefined ? { ...proposal, edits } : { ...proposal, edits, group: `import ${group}` };
  });
}
