import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { runsAfter } from '../work/runs-after.ts';
import { contains, functionAround } from '../work/walk.ts';

/**
 * Whether a name of JavaScript may be read or written before it has its value, which throws and so is an effect: a `let`,
 * `const` or `class` above its declaration, in the head of its own loop, or in another arm of its `switch`; a parameter in
 * the default of one that stands before it.
 */
export function isTooEarly(file: SourceFile, node: SyntaxNode): boolean {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript') return false;
  const binding = file.bindings.of(node);
  if (binding === null || isType(node)) return false;
  const { declaration } = binding;
  if (binding.kind === 'class') return declaration.role === 'class' && isBeforeClass(file, declaration, node);
  if (binding.kind === 'param') return isBeforeParam(declaration, node);
  return binding.kind === 'variable' && isBeforeVariable(file, binding, node);
}

/** `let x: Shop` reads nothing. */
function isType({ parent }: SyntaxNode): boolean {
  return parent?.role === 'other' && parent.grammar.startsWith('TS');
}

function isBeforeClass(file: SourceFile, declaration: NodeOf<'class'>, node: SyntaxNode): boolean {
  if (declaration.kind !== 'class') return false;
  if (contains(declaration, node)) return !declaration.members.some((member) => contains(member, node));
  return isBefore(file, declaration, declaration, node);
}

function isBeforeParam(param: SyntaxNode, node: SyntaxNode): boolean {
  const owner = param.parent;
  return owner?.role === 'function' && node.start < param.end && owner.params.some((each) => contains(each, node));
}

function isBeforeVariable(file: SourceFile, binding: Binding, node: SyntaxNode): boolean {
  // A pattern's names have their values when all of it has run, what it is taken from included.
  let declarator = binding.declaration;
  while (declarator.parent && declarator.parent.role !== 'declaration') {
    if (declarator.role === 'param') return isBeforeParam(declarator, node);
    declarator = declarator.parent;
  }
  const statement = declarator.parent;
  if (!statement || /^(export\s+)?var\b/.test(file.text.slice(statement.start, statement.start + 12))) return false;
  const loop = statement.parent;
  if (loop?.role === 'loop' && loop.kind === 'each' && contains(loop, node)) return !contains(loop.body, node);
  return isBefore(file, statement, declarator, node);
}

function isBefore(file: SourceFile, statement: SyntaxNode, declared: SyntaxNode, node: SyntaxNode): boolean {
  const list = statement.parent;
  const within = list?.role === 'arm' ? list : null;
  return !runsAfter(file, node, { home: functionAround(statement), end: declared.end, within });
}
