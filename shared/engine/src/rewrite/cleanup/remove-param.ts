import type { FunctionNode, SyntaxNode } from '../../syntax/node.ts';
import { hasEffects } from '../evaluate/evaluate.ts';
import { callsOf } from '../work/calls-of.ts';
import { declaredBy } from '../work/declared-by.ts';
import { functionOf } from '../work/function-of.ts';
import { givenTo } from '../work/given-to.ts';
import { isOffered } from '../work/is-offered.ts';
import { walk } from '../work/walk.ts';
import type { Removal, Work } from '../work/work.ts';
import type { Candidate, Removals } from './candidate.ts';

/** An unused parameter goes with its argument at every call, when all calls are known and no argument has effects. */
export function removeParam(work: Work, { binding, file, seed }: Candidate): Removals {
  const param = binding.declaration;
  const owner = param.parent;
  if (param.role !== 'param' || owner?.role !== 'function' || param.is_field || param.rest || param.lends_type)
    return [];
  if (
    param.annotations.length > 0 ||
    owner.annotations.length > 0 ||
    binding.references.some((use) => use.access !== 'read')
  )
    return [];
  if (param.default_value && hasEffects(work, file, param.default_value)) return [];
  const target = nameOf(file, owner);
  if (
    !target ||
    isOffered(work, file, target) ||
    work.program.links.open(target) ||
    functionOf(target) !== owner ||
    readsArguments(owner)
  )
    return [];
  const calls = callsOf(work, target);
  if (!calls || calls.length === 0) return [];
  const removal: Removal = { reason: 'unused', seed, keep: [] };
  const index = owner.params.indexOf(param);
  const found: [SyntaxNode, Removal][] = [[param, removal]];
  for (const { call, file: caller } of calls) {
    const given = givenTo(call, owner.params, index);
    if (given === undefined || (given && (hasEffects(work, caller, given.value) || given.trailing))) return [];
    if (given) found.push([given, removal]);
  }
  return found;
}

function nameOf(file: Candidate['file'], owner: FunctionNode): Candidate['binding'] | null {
  if (owner.name) return declaredBy(file, owner);
  const holder = owner.parent;
  return holder?.role === 'binding' ? declaredBy(file, holder) : null;
}

function readsArguments(owner: FunctionNode): boolean {
  let found = false;
  walk(owner, (node) => {
    if (node.role === 'name' && node.name === 'arguments') found = true;
  });
  return found;
}
