import { directoryOf, joinPath } from '../../../js/paths.ts';
import { child, children, nameOf, stringOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { SourceFacts } from './source-facts.ts';
import { literalRequire } from './read-requires.ts';

/** Folders of the tree out of which the file requires by computed names, as far as the expression tells. */
export function computedFolders(facts: SourceFacts): string[] {
  const folders = new Set<string>();
  for (const identifier of facts.free.get('require') ?? []) {
    const call = facts.parents.get(identifier);
    if (call?.type !== 'CallExpression' || child(call, 'callee') !== identifier) continue;
    if (literalRequire(call, identifier) !== null) continue;
    const argument = children(call, 'arguments')[0];
    const folder = argument ? folderOf(directoryOf(facts.path), argument) : null;
    if (folder !== null) folders.add(folder);
  }
  return [...folders];
}

function folderOf(directory: string, node: JsNode): string | null {
  if (node.type === 'BinaryExpression') {
    const left = child(node, 'left') as JsNode;
    const text = stringOf(left);
    if (text !== null) return text.startsWith('.') ? prefixFolder(directory, text) : null;
    const inner = folderOf(directory, left);
    const right = stringOf(child(node, 'right'));
    return inner !== null && right !== null
      ? prefixFolder(inner, `.${right.startsWith('/') ? '' : '/'}${right}`)
      : inner;
  }
  if (node.type === 'TemplateLiteral') {
    const first = children(node, 'quasis')[0]?.['value'] as { cooked?: string | null } | undefined;
    const text = first?.cooked ?? '';
    if (text.startsWith('.')) return prefixFolder(directory, text);
    return text === '' && nameOf(children(node, 'expressions')[0] ?? null) === '__dirname' ? directory : null;
  }
  if (node.type === 'Identifier') return node['name'] === '__dirname' ? directory : null;
  if (node.type === 'CallExpression') {
    const method = nameOf(child(child(node, 'callee') as JsNode, 'property'));
    const [first, ...rest] = children(node, 'arguments');
    if ((method !== 'join' && method !== 'resolve') || nameOf(first ?? null) !== '__dirname') return null;
    let at: string | null = directory;
    for (const part of rest) {
      const text = stringOf(part);
      if (text === null || at === null) break;
      at = joinPath(at, text);
    }
    return at;
  }
  return null;
}

function prefixFolder(directory: string, prefix: string): string | null {
  return joinPath(directory, prefix.slice(0, prefix.lastIndexOf('/') + 1));
}
