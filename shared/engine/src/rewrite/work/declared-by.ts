import type { BindingNode, ClassNode, EntryNode, FunctionNode, ParamNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';

/** The binding that a node declares; readers know it by the node or by its name. */
export function declaredBy(
  file: SourceFile,
  node: BindingNode | ParamNode | FunctionNode | ClassNode | EntryNode,
): Binding | null {
  return file.bindings.of(node) ?? (node.role !== 'entry' && node.name ? file.bindings.of(node.name) : null);
}
