import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { ArmNode, SyntaxNode } from '../node.ts';
import { dotted } from './lower-expression.ts';
import { bodyOf } from './lower-statement.ts';

export const MATCHES: LoweringTable = {
  match_statement: (node, lower) => {
    const subjects = node.fields('subject').map(lower);
    const [first, ...more] = subjects;
    const span = { start: first!.start, end: subjects.at(-1)!.end };
    return build('switch', node, {
      subject: more.length === 0 ? first! : build('list', span, { items: subjects }),
      arms: node
        .field('body')!
        .all('case_clause')
        .map((each) => arm(each, lower)),
      falls_through: false,
      takes_break: false,
      form: 'statement',
    });
  },
};

function arm(node: CstNode, lower: Lower): ArmNode {
  const patterns = node.all('case_pattern');
  const guard = node.first('if_clause')?.named[0];
  const isDefault = !guard && patterns.length === 1 && patterns[0]!.text === '_';
  const body = bodyOf(node, lower);
  if (body.role !== 'block') throw new Unreadable('A case without a body', node.start);
  return build('arm', node, {
    patterns: isDefault ? [] : alternatives(patterns, lower),
    guard: guard ? lower(guard) : null,
    body: body.body,
    is_default: isDefault,
  });
}

/** `case 1 | 2` has two patterns; `case 1, 2` has one, a sequence. */
function alternatives(patterns: readonly CstNode[], lower: Lower): readonly SyntaxNode[] {
  const [only, ...more] = patterns;
  if (more.length > 0) {
    const span = { start: only!.start, end: more.at(-1)!.end };
    const inside = patterns.map((each) => pattern(each, lower));
    return [other(span, 'sequence_pattern', inside, 'none')];
  }
  const inner = only!.named[0];
  return inner?.kind === 'union_pattern' ? unionParts(inner, lower) : [pattern(only!, lower)];
}

/** The grammar has the signs of numbers and the wildcard next to the bars. */
function unionParts(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  const parts: CstNode[][] = [[]];
  for (const child of node.children) {
    if (child.kind === '|') parts.push([]);
    else parts.at(-1)!.push(child);
  }
  return parts.map((part) => {
    const [first, last] = [part[0]!, part.at(-1)!];
    if (part.length === 1) return pattern(first, lower);
    const inside = part.filter((each) => each.isNamed).map((each) => pattern(each, lower));
    return other({ start: first.start, end: last.end }, 'signed_pattern', inside, 'none');
  });
}

/** A bare name captures, a dotted one is compared, a literal is a literal; the rest takes the subject apart. */
function pattern(node: CstNode, lower: Lower): SyntaxNode {
  switch (node.kind) {
    case 'case_pattern':
      return node.named.length === 1 && node.children.length === 1
        ? pattern(node.named[0]!, lower)
        : parts(node, lower);
    case 'dotted_name':
      return node.named.length === 1 ? capture(node.named[0]!) : dotted(node);
    case 'identifier':
      return capture(node);
    case 'class_pattern':
      return other(
        node,
        node.kind,
        [dotted(node.named[0]!), ...node.named.slice(1).map((each) => pattern(each, lower))],
        'some',
      );
    case 'keyword_pattern':
      return other(
        node,
        node.kind,
        node.named.slice(1).map((each) => pattern(each, lower)),
        'none',
      );
    case 'union_pattern':
    case 'list_pattern':
    case 'tuple_pattern':
    case 'dict_pattern':
    case 'splat_pattern':
    case 'as_pattern':
      return parts(node, lower);
    default:
      return lower(node);
  }
}

function parts(node: CstNode, lower: Lower): SyntaxNode {
  return other(
    node,
    node.kind,
    node.named.map((each) => pattern(each, lower)),
    'none',
  );
}

function capture(node: CstNode): SyntaxNode {
  return build('binding', node, { name: named(node, node.text), type: null, initializer: null });
}
