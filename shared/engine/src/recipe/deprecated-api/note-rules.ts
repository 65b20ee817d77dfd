import ts from 'typescript6';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import type { FileProposals, Hold, Proposal, Replacement } from '../proposal/proposal.ts';
import type { Project } from '../typescript/compiler.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { delegateOf } from './delegate-of.ts';
import { deprecatedUses } from './deprecated-uses.ts';

/** Uses that the compiler calls deprecated: replaced where the declaration or its note names what is the same. */
export function noteRules(
  project: Project,
  module: ParsedModule,
  level: PlanLevel,
  names: ReadonlySet<string>,
  isOurs: (at: number) => boolean,
): FileProposals {
  const { path } = module;
  const file = project.sourceFile(path);
  if (!file) return { proposals: [], holds: [] };
  const checker = project.program().getTypeChecker();
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  const seen = new Set<ts.Symbol>();
  for (const { node, symbol, isOneOfMany } of deprecatedUses(checker, file, names)) {
    if (isOurs(node.getStart(file))) continue;
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const isImported = real !== symbol;
    if (isImported && seen.has(symbol)) continue;
    seen.add(symbol);
    const at = node.getStart(file);
    const successor = isOneOfMany ? null : successorOf(checker, real);
    const note = noteOf(checker, real) || 'no note says what to use';
    const edits =
      successor &&
      (isImported
        ? importEdits(checker, module, file, symbol, real, successor.name)
        : memberEdits(checker, node, real, successor.name));
    if (!successor || !edits || !isAtLeast(level, successor.from)) {
      holds.push({
        symbol: node.text,
        at,
        reason: `it is deprecated: ${note.length > 160 ? `${note.slice(0, 159)}…` : note}`,
      });
      continue;
    }
    const kind = successor.proven ? 'deprecated_alias' : 'deprecated_note';
    const why = successor.proven ? 'it only passes on to it' : `its note says: ${note.slice(0, 100)}`;
    proposals.push({
      kind,
      symbol: node.text,
      at,
      key: successor.name,
      message: `Replace \`${node.text}\` by \`${successor.name}\`: ${why}.`,
      edits,
    });
  }
  return { proposals, holds };
}

interface Successor {
  readonly name: string;
  readonly from: PlanLevel;
  readonly proven: boolean;
}

function successorOf(checker: ts.TypeChecker, symbol: ts.Symbol): Successor | null {
  const [declaration, ...others] = symbol.declarations ?? [];
  const proven =
    declaration && others.length === 0 && !declaration.getSourceFile().isDeclarationFile
      ? delegateOf(declaration)
      : null;
  if (proven !== null) return { name: proven, from: 'STANDARD', proven: true };
  const note = noteOf(checker, symbol);
  // "Use `x` instead" is advice: the other may do something else, and most often does.
  const renamed = RENAMED.exec(note)?.[1];
  const isCallable = (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) !== 0;
  return renamed && isCallable ? { name: lastPart(renamed), from: 'COMPREHENSIVE', proven: false } : null;
}

const RENAMED =
  /\b(?:renamed (?:to|as)|alias (?:of|for)|same as|synonym (?:of|for)):?\s+(?:the\s+|method\s+|function\s+)*(?:\{@link\w*\s+)?[`'"]?([\w$]+(?:[.#][\w$]+)*)(?:\(\))?[`'"}]?(?=[\s.,;!)]|$)/i;

function lastPart(name: string): string {
  return name.split(/[.#]/).at(-1) ?? name;
}

function noteOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === 'deprecated');
  return ts.displayPartsToString(tag?.text).replace(/\s+/g, ' ').trim();
}

/** `a.old` → `a.next`, where `next` is a member of the same type with the same type, and not deprecated itself. */
function memberEdits(
  checker: ts.TypeChecker,
  node: ts.Identifier,
  symbol: ts.Symbol,
  name: string,
): Replacement[] | null {
  const access = node.parent;
  if (!ts.isPropertyAccessExpression(access) || access.name !== node) return null;
  const owner = checker.getTypeAtLocation(access.expression);
  const next = checker.getPropertyOfType(owner, name);
  if (!next || isDeprecated(checker, next) || !sameType(checker, symbol, next, node)) return null;
  const file = node.getSourceFile();
  return [{ start: node.getStart(file), end: node.end, replacement: name }];
}

/** An import of `old` becomes one of `next` from the same module, with all its uses; null when the name is taken. */
function importEdits(
  checker: ts.TypeChecker,
  module: ParsedModule,
  file: ts.SourceFile,
  local: ts.Symbol,
  real: ts.Symbol,
  name: string,
): Replacement[] | null {
  const specifier = local.declarations?.find(ts.isImportSpecifier);
  const from = specifier?.parent.parent.parent;
  if (!specifier || !from || !ts.isImportDeclaration(from)) return null;
  const source = checker.getSymbolAtLocation(from.moduleSpecifier);
  const exported = source && checker.tryGetMemberInModuleExports(name, source);
  const next = exported && exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  if (!next || isDeprecated(checker, next) || !sameType(checker, real, next, specifier)) return null;
  if (specifier.propertyName) {
    const { propertyName } = specifier;
    return [{ start: propertyName.getStart(file), end: propertyName.end, replacement: name }];
  }
  const { scopes } = analyzeScopes(module);
  const isTaken = scopes.some(
    (scope) => scope.set.has(name) || scope.through.some(({ identifier }) => identifier.name === name),
  );
  const at = specifier.name.getStart(file);
  const variable = scopes
    .flatMap(({ variables }) => variables)
    .find(({ defs }) => defs.some((def) => def.name.range[0] === at));
  if (isTaken || !variable) return null;
  const uses = variable.references.map(({ identifier }) => identifier.range);
  // `{ old }` would become a property of another name.
  const isShorthand = uses.some(
    ([start, end]) => /[{,]\s*$/.test(module.text.slice(0, start)) && /^\s*[,}]/.test(module.text.slice(end)),
  );
  return isShorthand
    ? null
    : [...uses, [at, specifier.name.end] as const].map(([start, end]) => ({ start, end, replacement: name }));
}

function sameType(checker: ts.TypeChecker, a: ts.Symbol, b: ts.Symbol, at: ts.Node): boolean {
  const text = (symbol: ts.Symbol): string =>
    checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, at), undefined, ts.TypeFormatFlags.NoTruncation);
  return text(a) === text(b) && !/^any$/.test(text(a));
}

function isDeprecated(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  return symbol.getJsDocTags(checker).some(({ name }) => name === 'deprecated');
}
