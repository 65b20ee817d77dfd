import type { Constant } from '../program.ts';
import type { ParamNode, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { isDead, seedOf } from '../plan/drop.ts';
import { callsOf } from '../work/calls-of.ts';
import { declaredBy } from '../work/declared-by.ts';
import { functionOf } from '../work/function-of.ts';
import { givenTo } from '../work/given-to.ts';
import { isOffered } from '../work/is-offered.ts';
import type { Work } from '../work/work.ts';
import { addFact } from './add-fact.ts';
import { isOfFlag, worthWriting } from './worth-writing.ts';

/** Every call gives a parameter the same known value: inside the function it has that value. */
export function learnParam(work: Work, file: SourceFile, binding: Binding): boolean {
  if (isOffered(work, file, binding)) return false;
  const target = functionOf(binding);
  const calls = target && callsOf(work, binding);
  if (!target || !calls || calls.length === 0) return false;
  let news = false;
  for (const [index, param] of target.params.entries()) {
    const own = declaredBy(file, param);
    if (!own || param.rest || param.is_field || own.references.some((use) => use.access !== 'read')) continue;
    // The default of a parameter further left is made before this one has its value: reading it there throws.
    if (own.references.some((use) => use.node.start < param.start)) continue;
    const known = commonValue(work, file, calls, target.params, index);
    if (!known) continue;
    for (const use of own.references) {
      if (isDead(work, use.node) || !worthWriting(work, known.value, known.isOfFlag, use.node)) continue;
      if (!addFact(work, file, use.node, known.value, known.seed)) continue;
      work.constants.set(binding, { file, seed: known.seed, isOfFlag: known.isOfFlag });
      news = true;
    }
  }
  return news;
}

function commonValue(
  work: Work,
  file: SourceFile,
  calls: NonNullable<ReturnType<typeof callsOf>>,
  params: readonly ParamNode[],
  index: number,
): { value: Constant; seed: string; isOfFlag: boolean } | null {
  let value: Constant | undefined;
  let seed = '';
  let ofFlag = false;
  for (const { call, file: caller } of calls) {
    const given = givenTo(call, params, index);
    if (given === undefined) return null;
    const source: SyntaxNode | null = given?.value ?? params[index]!.default_value;
    if (!source) return null;
    const found = evaluate(work, given ? caller : file, source);
    if (found.value === undefined || found.residual.length > 0 || (value !== undefined && value !== found.value))
      return null;
    value = found.value;
    if (isOfFlag(work, given ? caller : file, source)) ofFlag = true;
    if (seed === '' && work.touched.has(source)) seed = seedOf(work, source);
  }
  return value === undefined || seed === '' ? null : { value, seed, isOfFlag: ofFlag };
}
