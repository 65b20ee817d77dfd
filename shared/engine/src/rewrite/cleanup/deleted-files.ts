import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Work } from '../work/work.ts';

/** Files of which nothing is left but what they import: they go, with the seed that emptied them. */
export function deletedFiles(work: Work): Map<SourceFile, string> {
  const deleted = new Map<SourceFile, string>();
  for (const file of work.program.files.values()) {
    if (!work.touched.has(file.root)) continue;
    const substance = file.root.body.filter(isSubstance);
    if (substance.length === 0) continue;
    const plans = substance.map((statement) => work.round.plans.get(statement));
    const seeds = plans.map((plan) =>
      plan?.kind === 'gone' && plan.effects.length === 0 && plan.declare.length === 0 ? plan.seed : null,
    );
    const [seed] = seeds;
    if (typeof seed === 'string' && !seeds.includes(null)) deleted.set(file, seed);
  }
  return deleted;
}

/** Package clauses and imports with names only serve the rest of a file. */
function isSubstance(node: SyntaxNode): boolean {
  if (node.role === 'import') return node.opaque;
  if (node.role === 'other') return !/package|namespace_decl|module_decl/i.test(node.grammar);
  return !(node.role === 'expression' && node.expression.role === 'literal');
}
