import type { Binding } from '../../syntax/source-file.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { isDead } from '../plan/drop.ts';
import { declaredBy } from '../work/declared-by.ts';
import { rootOf } from '../work/walk.ts';
import type { Work } from '../work/work.ts';
import { learnFunction } from './learn-function.ts';
import { learnParam } from './learn-param.ts';
import { learnVariable } from './learn-variable.ts';
import { onlyReadAbroad } from './only-read-abroad.ts';

/** New facts that follow from what is known: variables, functions and parameters that can only have one value now. */
export function findFacts(work: Work): boolean {
  const asked = new Map<Binding, Set<Subject['as']>>();
  let news = false;
  for (const node of work.touched) {
    const found = subjectOf(work, node);
    if (!found || asked.get(found.binding)?.has(found.as)) continue;
    asked.set(found.binding, (asked.get(found.binding) ?? new Set()).add(found.as));
    if (isDead(work, found.binding.declaration)) continue;
    if (learn(work, found)) news = true;
  }
  return news;
}

export interface Subject {
  readonly binding: Binding;
  readonly file: NonNullable<ReturnType<Work['files']['get']>>;
  readonly as: 'variable' | 'function' | 'param';
}

/** What could have become constant because something is known at a node. */
function subjectOf(work: Work, node: SyntaxNode): Subject | null {
  const file = work.files.get(rootOf(node));
  if (!file) return null;
  const declared = (declaration: Parameters<typeof declaredBy>[1], as: Subject['as']): Subject | null => {
    const binding = declaredBy(file, declaration);
    return binding ? { binding, file, as } : null;
  };
  switch (node.role) {
    case 'binding':
      return declared(node, node.initializer?.role === 'function' ? 'function' : 'variable');
    case 'entry':
      return declared(node, 'variable');
    case 'assign': {
      const target = work.program.links.targetOf(file, node.target);
      return target ? { ...target, as: 'variable' } : null;
    }
    case 'function':
      return declared(node, 'function');
    case 'param': {
      const owner = node.parent;
      if (owner?.role !== 'function' || !node.default_value) return null;
      return declared(owner.parent?.role === 'binding' ? owner.parent : owner, 'param');
    }
    case 'argument': {
      const call = node.parent;
      if (call?.role !== 'call') return null;
      const target = work.program.links.targetOf(file, call.callee);
      return target ? { ...target, as: 'param' } : null;
    }
    default:
      return null;
  }
}

function learn(work: Work, subject: Subject): boolean {
  const { binding, file } = subject;
  const isOpen = work.program.links.open(binding);
  if (subject.as === 'param') return !isOpen && learnParam(work, file, binding);
  if (isOpen && !onlyReadAbroad(file, binding)) return false;
  if (subject.as === 'variable') return learnVariable(work, file, binding);
  return learnFunction(work, file, binding);
}
