import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** How an object is called that flags are read from: as it is written, or as what a local name for it stands for. */
export function objectOf(file: SourceFile, node: SyntaxNode): string {
  const written = compact(file.text.slice(node.start, node.end));
  const declaration = node.role === 'name' ? file.bindings.of(node)?.declaration : null;
  if (declaration?.role === 'binding' && declaration.initializer && declaration.name) {
    const { role, start, end } = declaration.initializer;
    return role === 'member' ? compact(file.text.slice(start, end)) : written;
  }
  if (declaration?.role !== 'import_item' || declaration.parent?.role !== 'import') return written;
  return declaration.imported === 'env' && /^(node:)?process$/.test(declaration.parent.source)
    ? 'process.env'
    : written;
}

function compact(text: string): string {
  return text.replace(/\s+/g, '').replaceAll('?.', '.');
}
