import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';
import { isStatement, lowerStatements } from './lower-body.ts';
import { lowerOther } from './lower-other.ts';
import type { RubyContext } from './ruby-context.ts';

export function cases(context: RubyContext): LoweringTable {
  const lowerCase = (node: CstNode, lower: Lower): SyntaxNode => {
    if (node.has('heredoc_body')) return lowerOther(node, lower);
    const subject = node.field('value');
    return build('switch', node, {
      subject: subject && lower(subject),
      arms: node.all('when', 'in_clause', 'else').map((each) => lowerArm(each, context, lower)),
      falls_through: false,
      takes_break: false,
      form: isStatement(node) ? 'statement' : 'expression',
    });
  };
  return {
    case: lowerCase,
    case_match: lowerCase,
    match_pattern: (node, lower) => match(node, lower),
    test_pattern: (node, lower) => match(node, lower),
    pattern: (node, lower) => lower(node.named[0]!),
  };
}

function lowerArm(node: CstNode, context: RubyContext, lower: Lower): ArmNode {
  const isDefault = node.kind === 'else';
  const list = isDefault ? node : node.first('then');
  const guard = node.first('if_guard', 'unless_guard');
  return build('arm', node, {
    patterns:
      node.kind === 'when'
        ? node.all('pattern').map(lower)
        : node.fields('pattern').flatMap((each) => alternatives(each, lower)),
    guard: guard && (guard.kind === 'if_guard' ? lower(guard.named[0]!) : lowerOther(guard, lower)),
    body: lowerStatements(list?.named ?? [], context, lower),
    is_default: isDefault,
  });
}

function match(node: CstNode, lower: Lower): SyntaxNode {
  return other(node, node.kind, [lower(node.field('value')!), pattern(node.field('pattern')!, lower)], 'some');
}

function alternatives(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  if (node.kind !== 'alternative_pattern') return [pattern(node, lower)];
  return node.named.flatMap((each) => alternatives(each, lower));
}

/** Bare names capture; `^x` and constants are compared; the rest takes the subject apart. */
function pattern(node: CstNode, lower: Lower): SyntaxNode {
  switch (node.kind) {
    case 'identifier':
      return capture(node);
    case 'keyword_pattern': {
      const [key, ...value] = node.named;
      if (value.length === 0 && key!.kind === 'hash_key_symbol') return other(node, node.kind, [capture(key!)], 'none');
      return other(
        node,
        node.kind,
        value.map((each) => pattern(each, lower)),
        'none',
      );
    }
    case 'alternative_pattern':
    case 'array_pattern':
    case 'as_pattern':
    case 'find_pattern':
    case 'hash_pattern':
    case 'hash_splat_parameter':
    case 'parenthesized_pattern':
    case 'splat_parameter':
      return other(
        node,
        node.kind,
        node.named.map((each) => pattern(each, lower)),
        'some',
      );
    default:
      return lower(node);
  }
}

function capture(node: CstNode): SyntaxNode {
  return build('binding', node, { name: named(node, node.text), type: null, initializer: null });
}
