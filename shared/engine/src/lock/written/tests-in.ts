import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** A test as it stands in its file. `title` is null where it is made at run time. */
export interface FoundTest {
  readonly title: string | null;
  readonly text: string;
  /** All of it, with what is written above a function of Python. */
  readonly node: SyntaxNode;
}

/** The tests of a file, in order: calls of `test`, `it` and `specify`, and functions of Python by their names. Pure. */
export function testsIn({ root, text }: SourceFile): readonly FoundTest[] {
  const found: FoundTest[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'call' && isTestCall(node)) found.push({ title: titleOf(node), text: textOf(node, text), node });
    else if (node.role === 'function' && /^test_|^test[A-Z]/.test(node.name?.name ?? ''))
      found.push({ title: node.name?.name ?? null, text: withoutAnnotations(node, text), node });
    else node.children.forEach(visit);
  };
  visit(root);
  return found;
}

function isTestCall({ callee }: NodeOf<'call'>): boolean {
  if (callee.role === 'name') return /^(it|test|specify)$/.test(callee.name);
  if (callee.role === 'call') return isTestCall(callee);
  return callee.role === 'member' && callee.object !== null && isTestName(callee.object);
}

/** `test.each`, `it.only`: a test all the same. */
function isTestName(node: SyntaxNode): boolean {
  return node.role === 'name' ? /^(it|test|specify)$/.test(node.name) : node.role === 'call' && isTestCall(node);
}

function titleOf({ callee, args }: NodeOf<'call'>): string | null {
  const [first] = args;
  const plain = callee.role === 'name' && first?.value.role === 'literal' && typeof first.value.value === 'string';
  return plain ? String((first.value as NodeOf<'literal'>).value) : null;
}

function textOf({ start, end }: SyntaxNode, text: string): string {
  return text.slice(start, end);
}

/** What stands in a class is indented deeper than its first line, which a reader takes as it is. */
function withoutAnnotations(node: NodeOf<'function'>, text: string): string {
  const start = Math.max(node.start, ...node.annotations.map(({ end }) => end));
  return text.slice(start, node.end).trimStart();
}
