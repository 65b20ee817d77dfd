import ts from 'typescript6';
import { packageNameOf, resolverOf } from '../../js/resolve.ts';
import { hasFolder } from '../../js/paths.ts';
import { isTestFile } from '../../js/test-file.ts';
import type { SourceTree } from '../recipe.ts';
import { askFixes } from '../typescript/ask-fixes.ts';
import type { Project } from '../typescript/compiler.ts';
import { toCompilerPath } from '../typescript/tree-paths.ts';
import type { Candidate } from './candidate.ts';
import type { Missing } from './find-missing.ts';
import { importStyle } from './import-style.ts';
import type { Ending, ImportStyle } from './import-style.ts';

/** "Cannot find name": the error whose fixes are imports. The compiler does not ask whether it really reported it. */
const CANNOT_FIND_NAME = 2304;

const preferencesFor = ({ quote, ending }: ImportStyle): ts.UserPreferences => ({
  quotePreference: quote,
  importModuleSpecifierPreference: 'shortest',
  importModuleSpecifierEnding: ending === 'none' ? 'minimal' : 'js',
  includePackageJsonAutoImports: 'auto',
});

/** The compiler's checker has this without a type: what a name means at a place, globals included. */
interface NameResolver {
  resolveName(name: string, at: ts.Node, meaning: ts.SymbolFlags, excludeGlobals: boolean): ts.Symbol | undefined;
}

/** Whether a library, a global declaration or another script declares the name. */
export function isDeclared(project: Project, path: string, { name, at, typeOnly }: Missing): boolean {
  const file = project.sourceFile(path);
  if (!file) return true;
  const checker = project.program().getTypeChecker() as unknown as NameResolver;
  const meaning = typeOnly ? ts.SymbolFlags.Type | ts.SymbolFlags.Namespace : ts.SymbolFlags.Value;
  return checker.resolveName(name, nodeAt(file, at), meaning, false) !== undefined;
}

/** All the ways in which the compiler would import a name, the best first. */
export function compilerCandidates(tree: SourceTree, project: Project, path: string, missing: Missing): Candidate[] {
  const format = ts.getDefaultFormatCodeSettings(tree.files.get(path)?.includes('\r\n') ? '\r\n' : '\n');
  const style = importStyle(tree, path);
  const question = { path, start: missing.at, end: missing.end, code: CANNOT_FIND_NAME };
  const fixes = askFixes(project, question, format, preferencesFor(style));
  const fileName = toCompilerPath(path);
  const found = fixes.flatMap((fix): Candidate[] => {
    const written = /"([^"]+)"[^"]*$/.exec(fix.description)?.[1];
    const [change] = fix.changes;
    if (fix.fixName !== 'import' || written === undefined || fix.changes.length !== 1 || !change) return [];
    if (change.fileName !== fileName) return [];
    const resolution = resolverOf(tree).resolve(path, written);
    const target = resolution.kind === 'file' ? (resolution.files[0] ?? null) : null;
    const specifier = target === null ? written : withEnding(written, target, style.ending);
    const edits = change.textChanges.map(({ span, newText }) => ({
      start: span.start,
      end: span.start + span.length,
      replacement: newText.replace(written, () => specifier),
    }));
    const inserted = edits.map(({ replacement }) => replacement).join('');
    const isDefault = !new RegExp(`[{,][^}]*\\b${escaped(missing.name)}\\b|^\\s*,`).test(inserted);
    const source =
      target === null ? specifier.replace(/^node:/, '') : declarationOf(project, target, missing.name, isDefault);
    return [{ specifier, source, path: target, isDefault, edits }];
  });
  // Node's `path/posix` and `path/win32` are for whoever writes them out.
  const isVariant = ({ specifier }: Candidate): boolean => /^(?:node:)?path\/(?:posix|win32)$/.test(specifier);
  return found.filter((each) => isReasonable(tree, path, each) && !isVariant(each));
}

/** A source is imported as it is called, or as what it is compiled to: the package decides, not the compiler's options. */
function withEnding(specifier: string, target: string, ending: Ending): string {
  const own = /\.[cm]?[jt]sx?$/.exec(target)?.[0];
  if (own === undefined || ending === 'none' || !specifier.startsWith('.')) return specifier;
  const compiled = own.replace('ts', 'js').replace('jsx', 'js');
  return specifier.replace(/\.[cm]?[jt]sx?$/, ending === 'ts' ? own : compiled);
}

/** Tests, built output and foreign code are no sources for other code; other packages are reached by their names. */
function isReasonable(tree: SourceTree, path: string, { path: target, specifier }: Candidate): boolean {
  if (target === null) return true;
  const { packages } = resolverOf(tree);
  // A package that imports itself by its name loads what was built of it, if that is there at all.
  if (packageNameOf(specifier) === packages.owning(path)?.name) return false;
  if (isTestFile(target) && !isTestFile(path)) return false;
  if (hasFolder(target, /^(?:dist|build|out|coverage|vendor|fixtures?|__fixtures__|__mocks__)$/)) return false;
  return !specifier.startsWith('.') || packages.owning(target) === packages.owning(path);
}

/** Where the thing that a module exports under a name is really declared, as a text to compare. */
function declarationOf(project: Project, path: string, name: string, isDefault: boolean): string {
  const checker = project.program().getTypeChecker();
  const file = project.sourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  const exported = module && checker.tryGetMemberInModuleExports(isDefault ? 'default' : name, module);
  if (!exported) return path;
  const real = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = real.declarations ?? [];
  return declaration ? `${declaration.getSourceFile().fileName}:${declaration.pos}` : path;
}

function nodeAt(file: ts.SourceFile, offset: number): ts.Node {
  let found: ts.Node = file;
  const visit = (node: ts.Node): void => {
    if (offset < node.pos || offset >= node.end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

function escaped(name: string): string {
  return name.replace(/[$]/g, '\\$');
}
