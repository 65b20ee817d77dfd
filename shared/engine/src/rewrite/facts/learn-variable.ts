import type { Constant, Use } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { isDead, seedOf } from '../plan/drop.ts';
import type { Work } from '../work/work.ts';
import { addFact } from './add-fact.ts';
import { isAssignedFirst } from './assigned-first.ts';
import { comesAfter } from './comes-after.ts';
import { firstWriteOf } from './first-write.ts';
import { isLeftInParity } from './parity-scope.ts';
import { isOfFlag, worthWriting } from './worth-writing.ts';

interface Known {
  readonly value: Constant;
  readonly seed: string;
  readonly isOfFlag: boolean;
}

/** Every write of a variable, field or object entry gives it the same known value: so does every read. */
export function learnVariable(work: Work, file: SourceFile, binding: Binding): boolean {
  const known = isLeftInParity(work, file, binding) ? null : onlyValueOf(work, file, binding);
  if (!known) return false;
  work.constants.set(binding, { file, seed: known.seed, isOfFlag: known.isOfFlag });
  let news = false;
  for (const use of work.program.links.usesOf(binding)) {
    if (use.access !== 'read' || isDead(work, use.node) || !comesAfter(file, binding, use)) continue;
    if (!worthWriting(work, known.value, known.isOfFlag, use.node)) continue;
    if (addFact(work, use.file, use.node, known.value, known.seed)) news = true;
  }
  return news;
}

function onlyValueOf(work: Work, file: SourceFile, binding: Binding): Known | null {
  const { declaration } = binding;
  const initializer =
    declaration.role === 'binding' ? declaration.initializer : declaration.role === 'entry' ? declaration.value : null;
  if (declaration.role !== 'binding' && declaration.role !== 'entry') return null;
  if (isPatternPart(declaration) || isLoopVariable(declaration)) return null;
  const values: SyntaxNode[] = initializer ? [initializer] : [];
  for (const use of work.program.links.usesOf(binding)) {
    if (use.access === 'read' || isDead(work, use.node)) continue;
    const value = use.access === 'write' ? writtenBy(use) : null;
    if (!value || use.file !== file) return null;
    values.push(value);
  }
  const isAssigned = isAssignedFirst(work, file, binding);
  const first = initializer || isAssigned ? null : firstWriteOf(work, file, binding);
  if (!initializer && !isAssigned && !first) return null;
  let result: Known | null = null;
  for (const node of values) {
    const { value, residual } = evaluate(work, file, node);
    if (value === undefined || residual.length > 0 || (result && result.value !== value)) return null;
    if (!result?.seed) {
      result = {
        value,
        seed: work.touched.has(node) ? seedOf(work, node) : (first?.seed ?? ''),
        isOfFlag: isOfFlag(work, file, node),
      };
    }
  }
  return result?.seed ? result : null;
}

/** The value of a plain assignment or of a second declaration of the name. */
function writtenBy(use: Use): SyntaxNode | null {
  const { parent } = use.node;
  if (parent?.role === 'assign' && parent.target === use.node && parent.operator === '=') return parent.value;
  return parent?.role === 'binding' && parent.name === use.node ? parent.initializer : null;
}

function isPatternPart(declaration: SyntaxNode): boolean {
  return declaration.role === 'binding' && declaration.parent?.role !== 'declaration';
}

function isLoopVariable(declaration: SyntaxNode): boolean {
  const loop = declaration.parent?.parent;
  return loop?.role === 'loop' && loop.kind === 'each';
}
