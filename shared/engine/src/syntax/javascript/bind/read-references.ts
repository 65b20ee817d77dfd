import type { Definition, Reference, ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import type { JsNode } from '../../../js/walk.ts';
import { child, children, nameOf } from '../../../js/walk.ts';

/** What scope analysis says of the identifiers of a program, before there is a common tree. */
export interface Uses {
  /** Uses of names that are no type parameters, by identifier. */
  readonly references: ReadonlyMap<JsNode, Reference>;
  /** Declared identifiers whose names the file gives to others by a list, by `export default` or by CommonJS. */
  readonly exported: ReadonlySet<JsNode>;
}

export function readReferences(scopes: ScopeManager, program: JsNode): Uses {
  const references = new Map<JsNode, Reference>();
  for (const scope of scopes.scopes) {
    for (const reference of scope.references) {
      const identifier = reference.identifier as unknown as JsNode;
      if (!reference.resolved || reference.resolved.defs.some(isNamed)) references.set(identifier, reference);
    }
  }
  return { references, exported: exportedIdentifiers(scopes, program) };
}

/** A type parameter, or the parameter of a function type, is nothing that a rewrite could touch. */
export function isNamed(definition: Definition): boolean {
  const type = (definition.node as unknown as JsNode).type;
  return type !== 'TSTypeParameter' && type !== 'TSMappedType' && type !== 'TSInferType';
}

function exportedIdentifiers(scopes: ScopeManager, program: JsNode): ReadonlySet<JsNode> {
  const top = scopes.scopes.filter((scope) => (scope.block as unknown as JsNode) === program);
  const find = (name: string): Variable | undefined =>
    top.map((scope) => scope.set.get(name)).find((variable) => variable && variable.defs.length > 0);
  const names = children(program, 'body').flatMap(exportedNames);
  return new Set(
    names.flatMap((name) => find(name)?.identifiers.map((identifier) => identifier as unknown as JsNode) ?? []),
  );
}

function exportedNames(statement: JsNode): string[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      if (child(statement, 'source')) return [];
      return children(statement, 'specifiers').flatMap((each) => nameOf(child(each, 'local')) ?? []);
    case 'ExportDefaultDeclaration':
      return identifierName(child(statement, 'declaration'));
    case 'TSExportAssignment':
      return identifierName(child(statement, 'expression'));
    case 'ExpressionStatement':
      return assignedToExports(child(statement, 'expression'));
    default:
      return [];
  }
}

/** `module.exports = a`, `module.exports = { a, b: c }`, `exports.x = module.exports.y = a`. */
function assignedToExports(expression: JsNode | null): string[] {
  if (expression?.type !== 'AssignmentExpression') return [];
  const target = child(expression, 'left');
  const value = child(expression, 'right');
  if (value?.type === 'AssignmentExpression') return assignedToExports(value);
  if (!isExports(target) && !isExports(target && child(target, 'object'))) return [];
  if (value?.type !== 'ObjectExpression') return identifierName(value);
  return children(value, 'properties').flatMap((each) => identifierName(child(each, 'value')));
}

/** `exports` or `module.exports`. */
export function isExports(node: JsNode | null): boolean {
  if (node?.type === 'Identifier') return node['name'] === 'exports';
  if (node?.type !== 'MemberExpression') return false;
  return nameOf(child(node, 'object')) === 'module' && nameOf(child(node, 'property')) === 'exports';
}

function identifierName(node: JsNode | null): string[] {
  const name = node?.type === 'Identifier' ? nameOf(node) : null;
  return name === null ? [] : [name];
}
