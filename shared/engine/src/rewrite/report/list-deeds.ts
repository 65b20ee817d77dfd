import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { isDead } from '../plan/drop.ts';
import type { Deed } from '../result.ts';
import { rootOf } from '../work/walk.ts';
import type { Work } from '../work/work.ts';
import { describePlan } from './describe-plan.ts';
import { lineOf } from './line-of.ts';

/** What is done, by the node it is done to: only the outermost of what happens at one place. */
export function listDeeds(work: Work): Map<SyntaxNode, Deed> {
  const deeds = new Map<SyntaxNode, Deed>();
  const numbers = new Map<string, number>();
  for (const [node, plan] of work.round.plans) {
    const file = work.files.get(rootOf(node));
    if (!file || work.deleted.has(file) || (node.parent && isDead(work, node.parent)) || isOwnInner(work, node))
      continue;
    const { kind, message, symbol } = describePlan(work, file, node, plan);
    const base = `${kind}:${file.path}:${symbol}`;
    const number = (numbers.get(base) ?? 0) + 1;
    numbers.set(base, number);
    const id = number === 1 ? base : `${base}#${number}`;
    deeds.set(node, { id, kind, path: file.path, line: lineOf(file.text, node.start), message, seed: plan.seed });
  }
  for (const [file, seed] of work.deleted) deeds.set(file.root, fileDeed(file, seed));
  return deeds;
}

/** A statement and its only expression, a declaration and its only name, are one deed. */
function isOwnInner(work: Work, node: SyntaxNode): boolean {
  const outer = node.parent && work.round.plans.get(node.parent);
  return (
    outer?.kind === 'gone' &&
    (node.parent?.role === 'declaration' || node.parent?.role === 'expression' || node.parent?.role === 'import')
  );
}

function fileDeed(file: SourceFile, seed: string): Deed {
  return {
    id: `removed_file:${file.path}`,
    kind: 'removed_file',
    path: file.path,
    line: 1,
    message: 'Nothing is left in this file.',
    seed,
  };
}
