import type { Constant } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { canBeLiteral } from '../work/can-be-literal.ts';
import { isHookDependency } from '../work/hook-dependency.ts';
import { touch } from '../work/touch.ts';
import type { Work } from '../work/work.ts';

/** A node has a value from now on, if a constant can stand there. Says whether that is news. */
export function addFact(
  work: Work,
  file: SourceFile,
  node: SyntaxNode,
  value: Constant,
  seed: string,
  origin: 'flag' | 'chosen' = 'flag',
): boolean {
  if (work.facts.has(node) || work.removals.has(node) || canBeLiteral(file, node, value) !== null) return false;
  if (isHookDependency(node)) work.removals.set(node, { reason: 'unused', seed, keep: [] });
  else work.facts.set(node, { value, seed, origin });
  touch(work, node);
  return true;
}
