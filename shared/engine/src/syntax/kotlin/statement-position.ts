import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { Role, SyntaxNode } from '../node.ts';

const OWN_STATEMENTS = new Set<Role>([
  'block',
  'break',
  'class',
  'continue',
  'declaration',
  'if',
  'import',
  'loop',
  'return',
  'switch',
  'throw',
  'try',
]);

const NO_EXPRESSIONS = new Set(['file_annotation', 'package_header', 'type_alias', 'empty']);

/** A node where a statement stands: what is an expression there is wrapped as one. */
export function lowerStatement(node: CstNode, lower: Lower): SyntaxNode {
  const lowered = lower(node);
  if (OWN_STATEMENTS.has(lowered.role) || NO_EXPRESSIONS.has(node.kind)) return lowered;
  if (lowered.role === 'function' && lowered.kind !== 'lambda') return lowered;
  return build('expression', lowered, { expression: lowered });
}

/** A body without braces, of a branch or arm whose value is used (`isValue`) or not. */
export function lowerBody(node: CstNode, isValue: boolean, lower: Lower): SyntaxNode {
  return isValue ? lower(node) : lowerStatement(node, lower);
}

/** Whether the value of an `if`, `when` or `try` is used where it stands. */
export function isValueUsed(node: CstNode): boolean {
  const { parent } = node;
  switch (parent?.kind) {
    case 'block':
    case 'lambda_literal':
    case 'source_file':
    case undefined:
      return false;
    case 'for_statement':
      return isBefore(node, parent.first(')'));
    case 'while_statement':
      return parent.field('condition') === node;
    case 'do_while_statement':
      return parent.field('condition') === node;
    case 'if_expression':
      return parent.field('condition') === node || isValueUsed(parent);
    case 'when_entry':
      return isBefore(node, parent.first('->')) || isValueUsed(parent.parent!);
    case 'annotated_expression':
    case 'labeled_expression':
      return isValueUsed(parent);
    default:
      return true;
  }
}

function isBefore(node: CstNode, token: CstNode | null): boolean {
  return token !== null && node.start < token.start;
}
