import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { declaredNames } from '../../js/module-facts.ts';
import { child, children, isNode, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { classEffect, effectOf } from '../unused-code/effects.ts';
import { unresolvedNames } from '../unused-code/load-effects.ts';

/** A top-level declaration that can be taken out of its file. */
export interface Piece {
  readonly names: readonly string[];
  /** Its statements: more than one for overloads and merged types. */
  readonly statements: readonly JsNode[];
  readonly isType: boolean;
  readonly isExported: boolean;
}

/** A use of a top-level name: where, and by which statement. */
export interface Use {
  readonly at: number;
  readonly statement: JsNode;
  readonly isType: boolean;
  readonly isWrite: boolean;
  /** While the file loads, outside every function. */
  readonly atLoad: boolean;
}

export interface FileShape {
  readonly module: ParsedModule;
  readonly statements: readonly JsNode[];
  readonly imports: readonly JsNode[];
  /** By top-level name, imports included. */
  readonly uses: ReadonlyMap<string, readonly Use[]>;
  readonly pieceOf: (name: string) => Piece | null;
}

export function shapeOf(module: ParsedModule): FileShape {
  const statements = (module.program.body as readonly unknown[]).filter(isNode);
  const holder = (at: number): JsNode | undefined => statements.find((each) => at >= each.start && at < each.end);
  const uses = new Map<string, Use[]>();
  for (const scope of analyzeScopes(module).scopes) {
    for (const { identifier, resolved, ...rest } of scope.references.map((each) => ({
      identifier: each.identifier,
      resolved: each.resolved,
      isType: each.isTypeReference && !each.isValueReference,
      isWrite: each.isWrite() && each.init !== true,
      isInit: each.init === true,
      atLoad: !/function|field/.test(String(each.from.variableScope.type)),
    }))) {
      const at = identifier.range[0];
      const statement = holder(at);
      if (!statement || rest.isInit || !resolved || !/module|global|function/.test(String(resolved.scope.type)))
        continue;
      if (resolved.defs.length === 0 || !isTopLevel(module, resolved.scope)) continue;
      const { isType, isWrite, atLoad } = rest;
      uses.set(identifier.name, [...(uses.get(identifier.name) ?? []), { at, statement, isType, isWrite, atLoad }]);
    }
  }
  return {
    module,
    statements,
    imports: statements.filter(({ type }) => type === 'ImportDeclaration'),
    uses,
    pieceOf: (name) => pieceOf(statements, name),
  };
}

/** The module's scope, or what stands in its place in a file that is no ES module. */
function isTopLevel(module: ParsedModule, scope: { upper: { upper: unknown } | null }): boolean {
  return scope.upper !== null && scope.upper.upper === null
    ? true
    : scope.upper === null && module.sourceType !== 'module';
}

function pieceOf(statements: readonly JsNode[], name: string): Piece | null {
  const own = statements.filter((each) => !/^Import|^ExportAll/.test(each.type) && namesIn(each).includes(name));
  const [first] = own;
  if (!first) return null;
  const declared = own.map((each) => child(each, 'declaration') ?? each);
  return {
    names: [...new Set(own.flatMap(namesIn))],
    statements: own,
    isType: declared.every((each) => /^TS(?:Interface|TypeAlias)/.test(each.type)),
    isExported: own.some((each) => each.type.startsWith('Export')),
  };
}

function namesIn(statement: JsNode): readonly string[] {
  const declared = child(statement, 'declaration') ?? statement;
  const isDeclaration =
    /Declaration$|^TSDeclareFunction$/.test(declared.type) && !/^(?:Import|Export)/.test(declared.type);
  return isDeclaration ? declaredNames(declared).filter((each) => each !== '') : [];
}

/** Why a piece cannot stand in another file, or later than it does; null when it can. */
export function whyFixed(module: ParsedModule, piece: Piece): string | null {
  if (piece.names.length > 1) return `it is declared together with \`${piece.names.slice(1).join('`, `')}\``;
  const unresolved = unresolvedNames(analyzeScopes(module));
  for (const statement of piece.statements) {
    if (statement.type === 'ExportDefaultDeclaration') return 'it is the default export of its file';
    const declared = child(statement, 'declaration') ?? statement;
    if (declared.type === 'TSModuleDeclaration') return 'it is a namespace, whose parts may be anywhere';
    if (declared.type === 'ClassDeclaration' && classEffect(declared, unresolved) === 'acts')
      return 'defining the class runs code';
    for (const declarator of children(declared, 'declarations')) {
      if (child(declarator, 'id')?.type !== 'Identifier') return 'it is taken out of another value by a pattern';
      if (effectOf(child(declarator, 'init'), unresolved) === 'acts')
        return 'computing its value may have effects, whose order would change';
    }
    const bound = boundToFile(statement, unresolved);
    if (bound !== null) return bound;
  }
  return null;
}

/** Code that means something else in another file. */
function boundToFile(statement: JsNode, unresolved: ReadonlySet<number>): string | null {
  let found: string | null = null;
  walk(statement, (node) => {
    if (node.type === 'MetaProperty' && nameOf(child(node, 'meta')) === 'import')
      found = 'it uses `import.meta`, which tells where its file lies';
    if (node.type === 'ImportExpression' || node.type === 'TSImportType')
      found = 'it imports by a path from inside its code';
    const name = node.type === 'Identifier' && unresolved.has(node.start) ? nameOf(node) : null;
    if (/^(?:__dirname|__filename|require|module|exports)$/.test(name ?? ''))
      found = `it uses \`${name}\`, which belongs to its file`;
    return undefined;
  });
  return found;
}
