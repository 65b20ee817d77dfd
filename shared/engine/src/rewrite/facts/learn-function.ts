import type { Constant } from '../program.ts';
import type { FunctionNode, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { evaluate, hasEffects } from '../evaluate/evaluate.ts';
import { isDead, seedOf } from '../plan/drop.ts';
import { functionOf } from '../work/function-of.ts';
import type { Work } from '../work/work.ts';
import { addFact } from './add-fact.ts';
import { isOfFlag, worthWriting } from './worth-writing.ts';

/** A function that does nothing but give one known value: its calls have that value. */
export function learnFunction(work: Work, file: SourceFile, binding: Binding): boolean {
  const body = functionOf(binding);
  if (!body) return false;
  const known = resultOf(work, file, body);
  if (!known) return false;
  let news = false;
  for (const use of work.program.links.usesOf(binding)) {
    if (use.access !== 'read' || isDead(work, use.node)) continue;
    const place = body.kind === 'getter' ? use.node : callOf(work, use.file, use.node);
    if (!place || !worthWriting(work, known.value, known.isOfFlag, place)) continue;
    if (addFact(work, use.file, place, known.value, known.seed)) news = true;
  }
  // Parity asks also for functions that nobody calls.
  if (work.program.mode === 'parity' && !work.constants.has(binding)) news = true;
  if (news) work.constants.set(binding, { file, seed: known.seed, isOfFlag: known.isOfFlag });
  return news;
}

function resultOf(
  work: Work,
  file: SourceFile,
  node: FunctionNode,
): { value: Constant; seed: string; isOfFlag: boolean } | null {
  if (node.is_async || node.is_generator || !node.body || node.kind === 'constructor' || node.kind === 'setter')
    return null;
  if (node.annotations.length > 0) return null;
  if (
    node.params.some((param) => !param.name || (param.default_value && hasEffects(work, file, param.default_value)))
  ) {
    return null;
  }
  const result = resultExpression(work, node);
  if (!result || !work.touched.has(result)) return null;
  const { value, residual } = evaluate(work, file, result);
  if (value === undefined || residual.length > 0) return null;
  return { value, seed: seedOf(work, result), isOfFlag: isOfFlag(work, file, result) };
}

/** The one expression that is left of a body. */
function resultExpression(work: Work, node: FunctionNode): SyntaxNode | null {
  const { body } = node;
  if (!body || body.role !== 'block') return body;
  const [only, ...others] = livingStatements(work, body.body);
  if (!only || others.length > 0) return null;
  if (only.role === 'return') return only.value;
  return node.implicit_return && only.role === 'expression' ? only.expression : null;
}

function livingStatements(work: Work, statements: readonly SyntaxNode[]): SyntaxNode[] {
  return statements.flatMap((statement) => {
    const plan = work.round.plans.get(statement);
    if (plan?.kind === 'gone' && plan.effects.length === 0 && plan.declare.length === 0) return [];
    if (plan?.kind === 'contents' && plan.effects.length === 0) {
      return plan.branches.flatMap((branch) =>
        livingStatements(work, 'role' in branch ? (branch.role === 'block' ? branch.body : [branch]) : branch),
      );
    }
    return [statement];
  });
}

/** The call of a function at one of its uses, when its arguments may go. */
function callOf(work: Work, file: SourceFile, use: SyntaxNode): SyntaxNode | null {
  const call = use.parent;
  if (call?.role !== 'call' || call.callee !== use || call.is_new) return null;
  return call.args.some((argument) => hasEffects(work, file, argument)) ? null : call;
}
