import { child, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { RecipeRequest } from '../recipe.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { bindingsOf } from './import-lines.ts';
import type { Binding } from './import-lines.ts';
import { whyFixed } from './moved-code.ts';
import type { FileShape, Piece } from './moved-code.ts';

/** What of a file's top level goes, and what it needs of what stays. */
export interface Gathered {
  /** The symbol first, then the helpers that only it uses. */
  readonly names: readonly string[];
  readonly statements: ReadonlySet<JsNode>;
  /** Imports of the file that the moved code uses. */
  readonly imports: readonly { readonly binding: Binding; readonly node: JsNode; readonly statement: JsNode }[];
  /** Declarations that stay and are needed there, under the name by which they are exported. */
  readonly needs: readonly { readonly local: string; readonly exported: string; readonly isType: boolean }[];
  /** Statements that must become exports. */
  readonly toExport: readonly JsNode[];
}

export type GatherOutcome = Gathered | { readonly reason: string };

export function gatherPieces({ level }: RecipeRequest, shape: FileShape, piece: Piece): GatherOutcome {
  const names = [...piece.names];
  const statements = new Set(piece.statements);
  const needs: { local: string; exported: string; isType: boolean }[] = [];
  const toExport: JsNode[] = [];
  const bound = new Map(
    shape.imports.flatMap((statement) =>
      bindingsOf(statement).map((each) => [each.binding.local, { ...each, statement }]),
    ),
  );
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, uses] of shape.uses) {
      if (names.includes(name) || bound.has(name) || !uses.some(({ statement }) => statements.has(statement))) continue;
      const helper = shape.pieceOf(name);
      if (!helper || helper.isExported || !isAtLeast(level, 'STANDARD') || whyFixed(shape.module, helper) !== null)
        continue;
      const own = new Set([...statements, ...helper.statements]);
      if (uses.some(({ statement, isWrite }) => isWrite || !own.has(statement))) continue;
      names.push(...helper.names);
      for (const statement of helper.statements) statements.add(statement);
      grown = true;
    }
  }
  for (const [name, uses] of shape.uses) {
    const mine = uses.filter(({ statement }) => statements.has(statement));
    if (mine.length === 0 || names.includes(name) || bound.has(name)) continue;
    if (mine.some(({ isWrite }) => isWrite)) return { reason: `it changes \`${name}\`, which would be an import` };
    const dependency = shape.pieceOf(name);
    const exported = exportedAs(shape, name);
    const isType = dependency?.isType === true || mine.every((each) => each.isType);
    if (exported !== null) needs.push({ local: name, exported, isType });
    else if (!isAtLeast(level, 'COMPREHENSIVE') || dependency?.statements.length !== 1) {
      return { reason: `it needs \`${name}\`, which is private to its file (COMPREHENSIVE exports it)` };
    } else {
      needs.push({ local: name, exported: name, isType });
      toExport.push(...dependency.statements);
    }
  }
  const imports = [...bound].flatMap(([name, each]) =>
    shape.uses.get(name)?.some(({ statement }) => statements.has(statement)) ? [each] : [],
  );
  return { names, statements, imports, needs, toExport };
}

/** The name under which a top-level declaration is exported; null when it is not, or only as the default. */
function exportedAs({ statements }: FileShape, name: string): string | null {
  for (const statement of statements) {
    if (statement.type !== 'ExportNamedDeclaration' || child(statement, 'source')) continue;
    const declared = child(statement, 'declaration');
    const ids = declared
      ? [child(declared, 'id'), ...children(declared, 'declarations').map((each) => child(each, 'id'))]
      : [];
    if (ids.some((id) => nameOf(id) === name)) return name;
    for (const specifier of children(statement, 'specifiers')) {
      const other = nameOf(child(specifier, 'exported'));
      if (nameOf(child(specifier, 'local')) === name && other !== null && other !== 'default') return other;
    }
  }
  return null;
}
