import type { NodeOf, Role, SyntaxNode } from '../node.ts';
import type { Reader } from '../reader.ts';
import type { SourceFile } from '../source-file.ts';
import { dumpTree } from './dump-tree.ts';
import { findBreaches } from './find-breaches.ts';

/** The file, or the reader's refusal as an error. A file whose tree breaks an invariant is an error too. */
export function readForTest(reader: Reader, text: string): SourceFile {
  const read = reader('test', text);
  if (!read.ok) throw new Error(`${read.message}\n${text}`);
  const breaches = findBreaches(read.file);
  if (breaches.length > 0) throw new Error(`${breaches.join('\n')}\n${text}`);
  return read.file;
}

/** The top-level statements of a text as `dumpTree` shows them. */
export function treeOf(reader: Reader, text: string): string {
  return readForTest(reader, text).root.body.map(dumpTree).join(' ');
}

/** All nodes of a role, in source order. */
export function nodesOf<R extends Role>(root: SyntaxNode, role: R): readonly NodeOf<R>[] {
  const found: NodeOf<R>[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.role === role) found.push(node as NodeOf<R>);
    pending.push(...node.children.toReversed());
  }
  return found;
}
