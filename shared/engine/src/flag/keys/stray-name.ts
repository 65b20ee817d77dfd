import type { FlagQuery } from '../find/flag-query.ts';
import { walk } from '../../rewrite/work/walk.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { KeyConstant } from './resolved-key.ts';

/**
 * The path of a file where the constant's name stands and nobody knows what is meant: another object's member, a text for
 * reflection. Null when there is none. What `goes` is explained; parity mode asks nobody.
 */
export function strayName(
  query: FlagQuery,
  constant: KeyConstant,
  uses: readonly SyntaxNode[],
  goes: (node: SyntaxNode) => boolean,
): string | null {
  const name = constant.binding?.name ?? (constant.node.role === 'entry' ? constant.node.key : null);
  if (name === null || query.mode === 'parity') return null;
  const known = new Set(uses);
  for (const file of query.files.values()) {
    if (file.dialect.language !== constant.file.dialect.language || !file.text.includes(name)) continue;
    let isStray = false;
    walk(file.root, (node) => {
      if (isStray || node === constant.node) return false;
      isStray = says(node, name) && !known.has(node) && !isKnown(query, file, node, constant) && !goes(node);
      return true;
    });
    if (isStray) return file.path;
  }
  return null;
}

function says(node: SyntaxNode, name: string): boolean {
  if (node.role === 'name') return node.name === name && !isDeclared(node);
  return (node.role === 'member' && node.property === name) || (node.role === 'literal' && node.value === name);
}

/** The name of a declaration is no use of another one. */
function isDeclared(node: SyntaxNode): boolean {
  const { parent } = node;
  return parent !== null && 'name' in parent && parent.name === node;
}

/** It means something else for certain, or the constant itself. */
function isKnown(query: FlagQuery, file: SourceFile, node: SyntaxNode, constant: KeyConstant): boolean {
  if (node.role === 'literal') return false;
  if (node.parent?.role === 'import_item') return true;
  const target = query.links.targetOf(file, node);
  return target === null ? isOfAnother(file, node, constant) : target.binding !== constant.binding;
}

/** `Other.NEW_UI` is no member of `Flags`, unless `Other` is what an import calls it here. */
function isOfAnother(file: SourceFile, node: SyntaxNode, constant: KeyConstant): boolean {
  const object = node.role === 'member' ? node.object : null;
  const owner = ownerOf(constant.node);
  if (!owner || object?.role !== 'name' || !/^\p{Lu}/u.test(object.name) || object.name === owner) return false;
  const declaration = file.bindings.of(object)?.declaration;
  return declaration?.role !== 'import_item' || declaration.imported === declaration.local_name;
}

/** The name of the class, enum or variable whose member a constant is. */
function ownerOf(node: SyntaxNode): string | null {
  for (let at = node.parent; at; at = at.parent) {
    if (at.role === 'class' || (at.role === 'binding' && at !== node)) return at.name?.name ?? null;
  }
  return null;
}
