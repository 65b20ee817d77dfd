import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import type { ArmNode, LoopNode, SyntaxNode } from '../node.ts';
import { lowerAttributed } from './lower-attributes.ts';
import { lowerLetBinding, lowerPattern } from './lower-pattern.ts';

const STATEMENTS = new Set([
  'declaration',
  'expression',
  'import',
  'class',
  'block',
  'if',
  'loop',
  'switch',
  'return',
  'break',
  'continue',
]);

export const FLOW: LoweringTable = {
  block,
  expression_statement: (node, lower) => {
    const inner = lower(node.named[0]!);
    if (inner.role === 'if' || inner.role === 'loop' || inner.role === 'switch' || inner.role === 'block') return inner;
    if (inner.role === 'return' || inner.role === 'break' || inner.role === 'continue')
      return { ...inner, end: node.end };
    return build('expression', node, { expression: inner });
  },
  let_declaration: (node, lower) => letDeclaration(node, lower),
  if_expression: (node, lower) => {
    const otherwise = node.field('alternative');
    return build('if', node, {
      keyword: spanOf(node.children[0]!),
      test: lower(node.field('condition')!),
      init: null,
      then: lower(node.field('consequence')!),
      otherwise: otherwise && lower(otherwise.named[0]!),
      negated: false,
      form: isStatement(node) ? 'statement' : 'expression',
      chained: node.parent?.kind === 'else_clause',
    });
  },
  let_condition: (node, lower) =>
    other(node, node.kind, [lowerPattern(node.field('pattern')!, lower), lower(node.field('value')!)], 'none'),
  let_chain: (node, lower) =>
    node.named.map(lower).reduce((left, right) => {
      const span = { start: left.start, end: right.end };
      return build('logical', span, { operator: 'and', strict: false, left, right });
    }),
  while_expression: (node, lower) => loop(node, 'while', lower(node.field('condition')!), [], lower),
  loop_expression: (node, lower) => loop(node, 'for', null, [], lower),
  for_expression: (node, lower) =>
    loop(node, 'each', null, [lowerPattern(node.field('pattern')!, lower), lower(node.field('value')!)], lower),
  match_expression: (node, lower) =>
    build('switch', node, {
      subject: lower(node.field('value')!),
      arms: arms(node.field('body')!, lower),
      falls_through: false,
      takes_break: false,
      form: isStatement(node) ? 'statement' : 'expression',
    }),
  return_expression: (node, lower) => build('return', node, { value: node.named[0] ? lower(node.named[0]) : null }),
  break_expression: (node, lower) => {
    const value = node.named.find((each) => each.kind !== 'label');
    return build('break', node, { label: labelOf(node) }, [value ? lower(value) : null]);
  },
  continue_expression: (node) => build('continue', node, { label: labelOf(node) }),
};

function block(node: CstNode, lower: Lower): SyntaxNode {
  const nodes = node.named.filter((each) => each.kind !== 'label');
  const body = lowerAttributed(nodes, lower).map((each) =>
    STATEMENTS.has(each.role) || isItem(each) ? each : build('expression', each, { expression: each }),
  );
  const inner = { start: node.first('{')!.end, end: node.children.at(-1)!.start };
  return node.has('label')
    ? other(node, 'labeled_block', body, 'some', true)
    : build('block', node, { delimiters: 'braces', inner, body });
}

function isItem(node: SyntaxNode): boolean {
  return (
    (node.role === 'function' && node.name !== null) ||
    (node.role === 'other' &&
      /_item$|_declaration$|^macro_definition$|^attributed$|^empty_statement$/.test(node.grammar))
  );
}

/** Standing alone, or at the end of a block as its value; the function says which of the two that is. */
function isStatement(node: CstNode): boolean {
  const { parent } = node;
  if (parent?.kind === 'else_clause') return parent.parent !== null && isStatement(parent.parent);
  return parent?.kind === 'expression_statement' || parent?.kind === 'block';
}

const letDeclaration: Lowering = (node, lower) => {
  const [type, value, alternative] = [node.field('type'), node.field('value'), node.field('alternative')];
  const pattern = node.field('pattern')!;
  const binding = lowerLetBinding(pattern, type && lower(type), value && lower(value), lower);
  return build(
    'declaration',
    node,
    {
      bindings: [binding],
      constant: !node.has('mutable_specifier'),
      field: false,
      annotations: [],
      modifiers: [],
      exported: false,
    },
    [alternative && lower(alternative)],
  );
};

function loop(
  node: CstNode,
  kind: LoopNode['kind'],
  test: SyntaxNode | null,
  extra: readonly SyntaxNode[],
  lower: Lower,
): SyntaxNode {
  const body = lower(node.field('body')!);
  return build('loop', node, { kind, test, body, otherwise: null, label: labelOf(node) }, extra);
}

function labelOf(node: CstNode): string | null {
  return node.first('label')?.text.slice(1) ?? null;
}

function arms(body: CstNode, lower: Lower): readonly ArmNode[] {
  return body.all('match_arm').map((node) => {
    const whole = node.field('pattern')!;
    const guard = whole.field('condition');
    const patterns = whole.named.filter((each) => each !== guard);
    const isDefault = !guard && whole.text === '_';
    const attributes = node.all('attribute_item');
    return build(
      'arm',
      node,
      {
        patterns: patterns.flatMap((each) => alternatives(each, lower)),
        guard: guard && lower(guard),
        body: [lower(node.field('value')!)],
        is_default: isDefault,
      },
      lowerAttributed(attributes, lower),
    );
  });
}

function alternatives(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  if (node.kind !== 'or_pattern') return [lowerPattern(node, lower)];
  return node.named.flatMap((each) => alternatives(each, lower));
}
