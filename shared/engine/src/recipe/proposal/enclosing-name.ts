import { child, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** `Class.method` or `outer.inner`: the named functions and classes around a node; null at the top of a file. */
export function enclosingName(ancestors: readonly JsNode[]): string | null {
  const names = ancestors.flatMap((node, index) => {
    if (/^(?:Function|Class)(?:Declaration|Expression)$/.test(node.type)) {
      const own = nameOf(child(node, 'id')) ?? nameFromParent(ancestors[index - 1]);
      return own === null ? [] : [own];
    }
    const name = node.type === 'ArrowFunctionExpression' ? nameFromParent(ancestors[index - 1]) : null;
    return name === null ? [] : [name];
  });
  return names.length === 0 ? null : names.join('.');
}

function nameFromParent(parent: JsNode | undefined): string | null {
  if (!parent) return null;
  if (parent.type === 'VariableDeclarator') return nameOf(child(parent, 'id'));
  if (/^(?:Property|MethodDefinition|PropertyDefinition)$/.test(parent.type)) return nameOf(child(parent, 'key'));
  if (parent.type === 'AssignmentExpression') {
    const left = child(parent, 'left');
    return left?.type === 'MemberExpression' ? nameOf(child(left, 'property')) : nameOf(left);
  }
  return null;
}
