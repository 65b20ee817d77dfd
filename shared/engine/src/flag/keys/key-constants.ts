import type { FlagQuery } from '../find/flag-query.ts';
import type { Site } from '../find/site.ts';
import { walk } from '../../rewrite/work/walk.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { entryOf, resolveKey } from './resolve-key.ts';
import type { KeyConstant } from './resolved-key.ts';

/** Variables and objects that are called after flags: what they hold is there for flags and nothing else. */
const FLAGGY = /flag|feature|toggle|experiment|gate|rollout|treatment|split/i;

/**
 * Declarations that stand for the key: constants with its text, enum members that are called like it or made with it, entries
 * of objects. Those that an occurrence went through, and those that nobody asks by.
 */
export function keyConstants(
  query: FlagQuery,
  sites: readonly Site[],
  names: ReadonlySet<string>,
): readonly KeyConstant[] {
  const found = new Map<SyntaxNode, KeyConstant>();
  for (const { key } of sites) {
    if (key.kind === 'text' || key.kind === 'named') for (const each of key.constants) found.set(each.node, each);
  }
  for (const file of query.files.values()) {
    if (!file.text.includes(query.key ?? '') && ![...names].some((name) => file.text.includes(name))) continue;
    walk(file.root, (node) => {
      if (!found.has(node) && standsForKey(query, file, node, names)) {
        found.set(node, { file, node, binding: file.bindings.of(node) });
      }
    });
  }
  return [...found.values()];
}

/** All uses of a constant in the program; null where somebody may use it who cannot be seen. */
export function usesOfConstant(query: FlagQuery, { file, node, binding }: KeyConstant): readonly SyntaxNode[] | null {
  if (binding) return query.links.usesOf(binding).map((use) => use.node);
  if (node.role !== 'entry' || node.key === null) return null;
  const uses: SyntaxNode[] = [];
  for (const each of query.files.values()) {
    if (!each.text.includes(node.key)) continue;
    walk(each.root, (member) => {
      if (member.role !== 'member' || member.property !== node.key || !member.object) return;
      const entry = entryOf(each, member.object, member.property, query.links);
      if (entry?.node === node && entry.file === file) uses.push(member);
    });
  }
  return uses;
}

function standsForKey(query: FlagQuery, file: SourceFile, node: SyntaxNode, names: ReadonlySet<string>): boolean {
  const { key } = query;
  if (key === null) return false;
  switch (node.role) {
    case 'enum_member': {
      if (node.name.name === key || names.has(node.name.name)) return true;
      return texts(node).includes(key);
    }
    case 'binding':
      if (!node.name || !node.initializer || node.parent?.role !== 'declaration') return false;
      return isKey(node.initializer) && (node.parent.constant || /^[A-Z][A-Z0-9_]*$/.test(node.name.name));
    case 'entry':
      return node.key !== null && isKey(node.value) && FLAGGY.test(ownerName(node));
    default:
      return false;
  }

  function isKey(value: SyntaxNode): boolean {
    if (value.role !== 'literal' && value.role !== 'wrap' && value.role !== 'group') return false;
    const resolved = resolveKey(file, value, query);
    return resolved.kind === 'text' && resolved.text === key;
  }
}

/** The name of the variable whose object literal this is an entry of. */
function ownerName(node: SyntaxNode): string {
  for (let at = node.parent; at; at = at.parent) {
    if (at.role === 'binding') return at.name?.name ?? '';
    if (at.role === 'function' || at.role === 'block') return '';
  }
  return '';
}

function texts(node: SyntaxNode): readonly string[] {
  const all: string[] = [];
  walk(node, (each) => {
    if (each.role === 'annotation') return false;
    if (each.role === 'literal' && typeof each.value === 'string') all.push(each.value);
    return true;
  });
  return all;
}
