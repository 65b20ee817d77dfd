import type { Constant } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Work } from '../work/work.ts';

/**
 * Whether a value that a name stands for is written at a use of it. What the flag itself gives is, and so are truths; a
 * text or number that a person wrote keeps the name they gave it, unless the use decides something by it.
 */
export function worthWriting(work: Work, value: Constant, isOfFlag: boolean, use: SyntaxNode): boolean {
  return typeof value === 'boolean' || isOfFlag || work.program.mode === 'parity' || decidesSomething(use);
}

/** Whether an expression's value is the flag's, and not one of those between which the flag chooses. */
export function isOfFlag(work: Work, file: SourceFile, node: SyntaxNode): boolean {
  const fact = work.facts.get(node);
  if (fact) return fact.origin === 'flag';
  switch (node.role) {
    case 'group':
      return isOfFlag(work, file, node.inner);
    case 'wrap':
      return isOfFlag(work, file, node.operand);
    case 'logical':
      return isOfFlag(work, file, node.left) || isOfFlag(work, file, node.right);
    case 'conditional': {
      const { truth } = evaluate(work, file, node.test);
      return truth !== undefined && isOfFlag(work, file, truth ? node.then : node.otherwise);
    }
    default:
      return false;
  }
}

function decidesSomething(use: SyntaxNode): boolean {
  let at = use;
  while (at.parent?.role === 'group' || at.parent?.role === 'wrap') at = at.parent;
  const { parent } = at;
  switch (parent?.role) {
    case 'compare':
    case 'not':
    case 'logical':
      return true;
    case 'switch':
      return parent.subject === at;
    case 'if':
    case 'loop':
    case 'conditional':
      return parent.test === at;
    default:
      return false;
  }
}
