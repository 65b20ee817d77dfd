import { visitorKeys } from 'oxc-parser';

/** Any node of a parsed program, seen loosely: what is common to all of them, and fields by name. */
export interface JsNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is JsNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The node in `field`, or null when the field is absent, empty or a list. */
export function child(node: JsNode, field: string): JsNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** The nodes in a list field; holes (`[, a]`) are left out. */
export function children(node: JsNode, field: string): readonly JsNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The `name` of an identifier (also private, JSX) or the string `value` of a literal key. */
export function nameOf(node: JsNode | null): string | null {
  if (!node) return null;
  if (typeof node['name'] === 'string') return node['name'];
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  return null;
}

/** The value of a string literal or of a template without holes. */
export function stringOf(node: JsNode | null): string | null {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node?.type === 'TemplateLiteral' && children(node, 'expressions').length === 0) {
    const value = children(node, 'quasis')[0]?.['value'] as { cooked?: string | null } | undefined;
    return value?.cooked ?? null;
  }
  return null;
}

/** Direct children in source order of their fields. */
export function childNodes(node: JsNode): JsNode[] {
  const found: JsNode[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const each of value) if (isNode(each)) found.push(each);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

/**
 * Visit a tree depth first. `ancestors` is the path from the root to the node's parent and is reused between calls:
 * copy it to keep it. Returning `'skip'` leaves the node's children out.
 */
export function walk(
  root: unknown,
  enter: (node: JsNode, parent: JsNode | null, ancestors: readonly JsNode[]) => 'skip' | void,
): void {
  const ancestors: JsNode[] = [];
  const visit = (node: JsNode): void => {
    if (enter(node, ancestors.at(-1) ?? null, ancestors) === 'skip') return;
    ancestors.push(node);
    const keys = visitorKeys[node.type];
    if (keys) {
      for (const key of keys) {
        const value = node[key];
        if (Array.isArray(value)) {
          for (const each of value) if (isNode(each)) visit(each);
        } else if (isNode(value)) visit(value);
      }
    }
    ancestors.pop();
  };
  if (isNode(root)) visit(root);
}

/** Parent of each node of a tree, by identity. */
export function parentsOf(root: unknown): ReadonlyMap<JsNode, JsNode> {
  const parents = new Map<JsNode, JsNode>();
  walk(root, (node, parent) => {
    if (parent) parents.set(node, parent);
  });
  return parents;
}
