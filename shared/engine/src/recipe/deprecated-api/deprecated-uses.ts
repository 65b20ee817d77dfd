import ts from 'typescript6';

/** A use of something deprecated. */
export interface DeprecatedUse {
  readonly node: ts.Identifier;
  readonly symbol: ts.Symbol;
  /** Only one of several signatures is deprecated, and it is the one that is called. */
  readonly isOneOfMany: boolean;
}

/**
 * Uses in a file of what its declaration calls deprecated, among identifiers with one of these names. The compiler has a
 * diagnostic for it, which means to check the whole file; to ask about a handful of names takes a tenth of that.
 */
export function deprecatedUses(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  names: ReadonlySet<string>,
): readonly DeprecatedUse[] {
  const found: DeprecatedUse[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.has(node.text) && !isDeclared(node)) {
      const use = useOf(checker, node);
      if (use) found.push(use);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function useOf(checker: ts.TypeChecker, node: ts.Identifier): DeprecatedUse | null {
  const symbol = checker.getSymbolAtLocation(node);
  if (!symbol) return null;
  const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declarations = real.declarations ?? [];
  const deprecated = declarations.filter((each) => ts.getJSDocDeprecatedTag(each) !== undefined);
  if (deprecated.length === 0) return null;
  if (deprecated.length === declarations.length) return { node, symbol, isOneOfMany: declarations.length > 1 };
  const called = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  if (!ts.isCallExpression(called.parent) || called.parent.expression !== called) return null;
  const declaration = checker.getResolvedSignature(called.parent)?.declaration;
  return declaration && ts.getJSDocDeprecatedTag(declaration) ? { node, symbol, isOneOfMany: true } : null;
}

/** The name that a declaration gives, as opposed to one that is used. An import gives one and uses one. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent)) return false;
  return 'name' in parent && parent.name === node && !ts.isPropertyAccessExpression(parent);
}
