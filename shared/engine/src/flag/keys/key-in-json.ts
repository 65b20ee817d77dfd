import { directoryOf, joinPath } from '../../js/paths.ts';
import { isObject, readJson } from '../../js/read-json.ts';
import type { Json } from '../../js/read-json.ts';
import { accessOf } from '../../syntax/javascript/bind/access-of.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/**
 * The text that an expression takes out of a JSON file: `flags.newUi` after `import flags from './flags.json'`, or after
 * `const flags = require('./flags.json')`. Null for anything else, and for a file that does not name the flag: `texts` has
 * only those that do.
 */
export function keyInJson(file: SourceFile, node: SyntaxNode, texts: ReadonlyMap<string, string>): string | null {
  const found = valueIn(file, node, texts);
  return typeof found === 'string' ? found : null;
}

function valueIn(file: SourceFile, node: SyntaxNode, texts: ReadonlyMap<string, string>): Json | undefined {
  if (node.role === 'member' && node.object) {
    const whole = valueIn(file, node.object, texts);
    return isObject(whole) && Object.hasOwn(whole, node.property) ? whole[node.property] : undefined;
  }
  const binding = node.role === 'name' ? file.bindings.of(node) : null;
  if (!binding || binding.references.some(({ access, node: use }) => access !== 'read' || isWrittenInto(use)))
    return undefined;
  const source = sourceOf(binding.declaration);
  if (source === null || !/^\.{1,2}\/.*\.json$/.test(source)) return undefined;
  const path = joinPath(directoryOf(file.path), source);
  const text = path === null ? undefined : texts.get(path);
  if (text === undefined) return undefined;
  const { declaration } = binding;
  const whole = readJson(text);
  if (declaration.role !== 'import_item' || declaration.imported === 'default' || declaration.imported === '*')
    return whole;
  return isObject(whole) && Object.hasOwn(whole, declaration.imported) ? whole[declaration.imported] : undefined;
}

/** `flags.ui = other`, at any depth. */
function isWrittenInto(use: SyntaxNode): boolean {
  let at = use;
  while (at.parent?.role === 'member' && at.parent.object === at) at = at.parent;
  return at !== use && accessOf(at) !== 'read';
}

function sourceOf(declaration: SyntaxNode): string | null {
  if (declaration.role === 'import_item')
    return declaration.parent?.role === 'import' ? declaration.parent.source : null;
  const value = declaration.role === 'binding' ? declaration.initializer : null;
  if (value?.role !== 'call' || value.callee.role !== 'name' || value.callee.name !== 'require') return null;
  const path = value.args[0]?.value;
  return path?.role === 'literal' && typeof path.value === 'string' ? path.value : null;
}
