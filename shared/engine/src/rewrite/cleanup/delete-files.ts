import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { drop, isDropped } from '../plan/drop.ts';
import { touch } from '../work/touch.ts';
import { rootOf } from '../work/walk.ts';
import type { Work } from '../work/work.ts';

/**
 * Files of which nothing is left but what they import go, with the seed that emptied them and the statements that only load
 * them. One that somebody else loads stays as an empty file. Says whether there is news.
 */
export function deleteFiles(work: Work): boolean {
  let news = false;
  for (const [file, seed] of emptiedFiles(work)) {
    const loaders = work.program.links.loadersOf(file);
    if (loaders === null || loaders.others.some((node) => !isDropped(work, node))) continue;
    work.deleted.set(file, seed);
    drop(work, rootOf(file.root), seed);
    for (const statement of loaders.statements) {
      if (work.removals.has(statement)) continue;
      work.removals.set(statement, { reason: 'unused', seed, keep: [] });
      touch(work, statement);
      news = true;
    }
  }
  return news;
}

function emptiedFiles(work: Work): Map<SourceFile, string> {
  const emptied = new Map<SourceFile, string>();
  for (const file of work.program.files.values()) {
    if (!work.touched.has(file.root)) continue;
    const substance = file.root.body.filter(isSubstance);
    if (substance.length === 0) continue;
    const plans = substance.map((statement) => work.round.plans.get(statement));
    const seeds = plans.map((plan) =>
      plan?.kind === 'gone' && plan.effects.length === 0 && plan.declare.length === 0 ? plan.seed : null,
    );
    const [seed] = seeds;
    if (typeof seed === 'string' && !seeds.includes(null)) emptied.set(file, seed);
  }
  return emptied;
}

/** Package clauses and imports with names only serve the rest of a file. */
function isSubstance(node: SyntaxNode): boolean {
  if (node.role === 'import') return node.opaque;
  if (node.role === 'other') return !/package|namespace_decl|module_decl/i.test(node.grammar);
  return !(node.role === 'expression' && node.expression.role === 'literal');
}
