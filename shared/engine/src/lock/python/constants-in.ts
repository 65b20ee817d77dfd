import type { SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';

const MOST = 8;
const LONGEST = 40;

/** Texts that the tables at the top of a Python module are made of: what its functions know. A few, from all of them. Pure. */
export function constantsIn(path: string, text: string): readonly string[] {
  const read = readSource(path, text);
  if (!read.ok) return [];
  const found = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (
      node.role === 'literal' &&
      typeof node.value === 'string' &&
      node.value !== '' &&
      node.end - node.start <= LONGEST
    )
      found.add(text.slice(node.start, node.end));
    if (node.role !== 'function' && node.role !== 'class') node.children.forEach(visit);
  };
  const { body } = read.file.root;
  body
    .filter(({ role }) => role === 'declaration' || role === 'expression')
    .forEach((each) => {
      const isText = each.role === 'expression' && each.expression.role === 'literal';
      const isDunder = /^__\w+__/.test(text.slice(each.start, each.end));
      if (!isText && !isDunder) visit(each);
    });
  const all = [...found].filter((each) => !each.includes('\n'));
  const step = Math.max(1, all.length / MOST);
  return Array.from({ length: Math.min(MOST, all.length) }, (_, at) => all[Math.floor(at * step)] ?? '');
}
