import type { BindingNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { evaluate, hasEffects } from '../evaluate/evaluate.ts';
import { isDead } from '../plan/drop.ts';
import { touch } from '../work/touch.ts';
import { rootOf, walk } from '../work/walk.ts';
import type { Work } from '../work/work.ts';
import { addFact } from './add-fact.ts';
import { firstWriteOf } from './first-write.ts';

/** `let a = 1; if (flag) a = 2;` becomes `let a = 2;`: what the flag always assigns is what the variable starts with. */
export function foldFirstWrites(work: Work): boolean {
  let news = false;
  for (const [node, plan] of work.round.plans) {
    const file = plan.kind === 'contents' ? work.files.get(rootOf(node)) : undefined;
    if (!file || isDead(work, node)) continue;
    walk(node, (inner) => {
      if (inner.role === 'assign' && !isDead(work, inner) && fold(work, file, inner.target)) news = true;
      return inner.role !== 'function' && inner.role !== 'loop';
    });
  }
  return news;
}

function fold(work: Work, file: SourceFile, target: SyntaxNode): boolean {
  const found = work.program.links.targetOf(file, target);
  if (!found || found.file !== file || found.binding.declaration.role !== 'binding') return false;
  const { initializer } = found.binding.declaration;
  const first = firstWriteOf(work, file, found.binding);
  if (!first || work.removals.has(first.statement)) return false;
  if (!initializer) return isWorthLearning(work, target);
  if (hasEffects(work, file, initializer)) return false;
  const { value, residual } = evaluate(work, file, first.value);
  if (value === undefined || residual.length > 0 || !keepsType(file, found.binding.declaration, value)) return false;
  if (!addFact(work, file, initializer, value, first.seed, 'chosen')) return false;
  work.removals.set(first.statement, { reason: 'unused', seed: first.seed, keep: [] });
  touch(work, first.statement);
  return true;
}

/** A variable that is declared without a value may be known by its only assignment, once somebody looks at that. */
function isWorthLearning(work: Work, { parent }: SyntaxNode): boolean {
  if (!parent || work.touched.has(parent)) return false;
  touch(work, parent);
  return true;
}

/** Compilers that tell a variable's type by what it starts with are given the same type. */
function keepsType(file: SourceFile, { initializer, type }: BindingNode, value: unknown): boolean {
  if (!file.dialect.static_booleans) return true;
  return (
    type !== null ||
    (initializer?.role === 'literal' && typeof initializer.value === typeof value && typeof value !== 'number')
  );
}
