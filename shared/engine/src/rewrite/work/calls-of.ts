import type { CallNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { isDead } from '../plan/drop.ts';
import type { Work } from './work.ts';

/** All living calls of a function; null when it is also used in other ways, so that not all its calls are known. */
export function callsOf(work: Work, binding: Binding): { readonly call: CallNode; readonly file: SourceFile }[] | null {
  const calls: { readonly call: CallNode; readonly file: SourceFile }[] = [];
  for (const use of work.program.links.usesOf(binding)) {
    if (isDead(work, use.node) || use.node.role === 'import_item' || use.node.parent?.role === 'import_item') continue;
    const call = use.node.parent;
    if (call?.role !== 'call' || call.callee !== use.node || call.is_new) return null;
    calls.push({ call, file: use.file });
  }
  return calls;
}
