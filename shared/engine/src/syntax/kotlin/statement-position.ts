import { asStatement } from '../cst/as-statement.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

const BARE = new Set(['file_annotation', 'labeled_expression', 'package_header', 'type_alias']);

/** A node where a statement stands: what is an expression there is wrapped as one. */
export function lowerStatement(node: CstNode, lower: Lower): SyntaxNode {
  return asStatement(lower(node), BARE);
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
