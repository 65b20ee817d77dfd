import type { SyntaxNode } from '../node.ts';
import type { SourceFile } from '../source-file.ts';

/** What breaks the invariants of `node.ts` and `source-file.ts` in a file; empty for a sound one. Names the first few only. */
export function findBreaches(file: SourceFile): readonly string[] {
  const breaches: string[] = [];
  const inComment = new Set(file.comments.flatMap((comment) => [comment.start, comment.end - 1]));
  const pending: SyntaxNode[] = [file.root];
  if (file.root.parent !== null) breaches.push('the root has a parent');
  for (let node = pending.pop(); node && breaches.length < 5; node = pending.pop()) {
    for (const problem of [...ownProblems(node, file.text, inComment), ...childProblems(node)]) {
      breaches.push(`${node.role} ${JSON.stringify(file.text.slice(node.start, node.end).slice(0, 60))} ${problem}`);
    }
    pending.push(...node.children);
  }
  return [...breaches, ...orderProblems('comments', file.comments), ...orderProblems('verbatim spans', file.verbatim)];
}

function ownProblems(node: SyntaxNode, text: string, inComment: ReadonlySet<number>): readonly string[] {
  const problems: string[] = [];
  const isEmpty = node.start === node.end;
  const inner = text.slice(node.start, node.end);
  if (node.start > node.end || node.start < 0 || node.end > text.length) problems.push('has an impossible span');
  if (isEmpty && node.role !== 'unit' && node.role !== 'block') problems.push('has no text');
  if (!isEmpty && inner !== inner.trim()) problems.push('has blanks at its edges');
  if (!isEmpty && node.role !== 'unit' && inComment.has(node.start)) problems.push('starts with a comment');
  if (!isEmpty && node.role !== 'unit' && inComment.has(node.end - 1)) problems.push('ends with a comment');
  for (const [name, value] of Object.entries(node) as [string, unknown][]) {
    if (name === 'parent' || name === 'children') continue;
    for (const held of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(held) && !node.children.includes(held)) problems.push(`has a ${name} that is no child`);
    }
  }
  return problems;
}

function childProblems(node: SyntaxNode): readonly string[] {
  const problems = [...orderProblems('children', node.children)];
  for (const child of node.children) {
    if (child.parent !== node) problems.push(`does not have its child ${child.role} linked to it`);
    if (child.start < node.start || child.end > node.end) problems.push(`does not enclose its child ${child.role}`);
  }
  return problems;
}

function orderProblems(what: string, spans: readonly { start: number; end: number }[]): readonly string[] {
  const wrong = spans.some((span, index) => index > 0 && spans[index - 1]!.end > span.start);
  return wrong ? [`has ${what} that overlap or are out of order`] : [];
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'role' in value;
}
