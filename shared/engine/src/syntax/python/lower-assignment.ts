import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { SyntaxNode } from '../node.ts';
import { isEnumClass } from './enum-classes.ts';
import { lowerBinding, targetNames } from './lower-target.ts';

/** `first` are the assignments that declare. */
export function lowerAssignments(first: ReadonlySet<CstNode>): LoweringTable {
  return {
    expression_statement: (node, lower) => {
      const [inner, ...more] = node.named;
      if (!inner) throw new Unreadable('A statement without an expression', node.start);
      if (more.length > 0 || node.children.length > 1) {
        return build('expression', node, { expression: build('list', node, { items: node.named.map(lower) }) });
      }
      return inner.kind === 'assignment' ? assignmentStatement(inner, first, lower) : expression(inner, lower(inner));
    },
    assignment,
    augmented_assignment: (node, lower) =>
      build('assign', node, {
        operator: node.children.find((child) => !child.isNamed)!.kind,
        target: lower(node.field('left')!),
        value: lower(node.field('right')!),
      }),
  };
}

function expression(node: CstNode, inner: SyntaxNode): SyntaxNode {
  return build('expression', node, { expression: inner });
}

function assignmentStatement(node: CstNode, first: ReadonlySet<CstNode>, lower: Lower): SyntaxNode {
  const left = node.field('left')!;
  const right = node.field('right');
  const owner = classAround(node);
  if (owner && left.kind === 'identifier' && right && isEnumClass(owner) && isMemberName(left.text)) {
    return build('enum_member', node, { name: named(left, left.text), initializer: lower(right), annotations: [] });
  }
  const declares = first.has(node) && right?.kind !== 'assignment' && targetNames(left) !== null;
  const isBare = right === null && left.kind === 'identifier';
  if (!declares && !isBare) return expression(node, assignment(node, lower));
  const type = node.field('type');
  const binding = {
    ...lowerBinding(left, right && lower(right)),
    type: type && spanOf(type),
  };
  return build('declaration', node, {
    bindings: [type ? withType(binding, type, node, lower) : binding],
    constant: false,
    field: owner !== null,
    annotations: [],
    modifiers: [],
    exported: isPublic(left) && !isInFunction(node),
  });
}

/** The annotation stands between the name and the value, and reaches to the end of a declaration without one. */
function withType(
  binding: ReturnType<typeof lowerBinding>,
  type: CstNode,
  node: CstNode,
  lower: Lower,
): ReturnType<typeof lowerBinding> {
  const { name, initializer } = binding;
  return build('binding', node, { name, type: spanOf(type), initializer }, [...binding.children, lower(type)]);
}

/** Also `a = b = c`, whose value is an assignment, and `self.x: int = 1`. */
function assignment(node: CstNode, lower: Lower): SyntaxNode {
  const left = node.field('left')!;
  const right = node.field('right');
  const type = node.field('type');
  if (!right) return build('list', node, { items: [lower(left), lower(type!)] });
  return build('assign', node, { operator: '=', target: lower(left), value: lower(right) }, [type && lower(type)]);
}

/** The class whose body a statement stands in directly, or below an `if` or `try` of it. */
export function classAround(node: CstNode): CstNode | null {
  for (let up = node.parent; up; up = up.parent) {
    if (up.kind === 'class_definition') return up;
    if (up.kind === 'function_definition' || up.kind === 'lambda') return null;
  }
  return null;
}

export function isInFunction(node: CstNode): boolean {
  for (let up = node.parent; up; up = up.parent) {
    if (up.kind === 'function_definition' || up.kind === 'lambda') return true;
    if (up.kind === 'class_definition') return isInFunction(up);
  }
  return false;
}

function isPublic(left: CstNode): boolean {
  return (targetNames(left) ?? []).some((each) => isPublicName(each.text));
}

/** Names with one leading underscore are private by agreement, names with two on both sides belong to the language. */
export function isPublicName(name: string): boolean {
  return !name.startsWith('_') || /^__.*__$/.test(name);
}

function isMemberName(name: string): boolean {
  return !name.startsWith('_');
}
