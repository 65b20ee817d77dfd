import type { SgNode } from '@ast-grep/napi';
import { parseGrammar } from '../../syntax/grammars.ts';

type Grammar = Parameters<typeof parseGrammar>[0];

const EXTENSIONS: Readonly<Record<string, Grammar>> = {
  py: 'python',
  pyi: 'python',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  go: 'go',
  swift: 'swift',
  rb: 'ruby',
  cs: 'csharp',
  rs: 'rust',
  php: 'php',
};

/** The grammar that reads a file, by its name; null when there is none. JavaScript and TypeScript have a better parser. */
export function grammarOf(path: string): Grammar | null {
  return EXTENSIONS[/\.([a-z]+)$/.exec(path)?.[1] ?? ''] ?? null;
}

/** Where a text does not parse: offsets of errors and of what the parser had to make up. Empty without a parser. */
export function grammarErrors(grammar: Grammar, text: string): number[] {
  const root = parseGrammar(grammar, text);
  const found: number[] = [];
  const visit = (node: SgNode): void => {
    const { start, end } = node.range();
    const madeUp = node.isLeaf() && start.index === end.index && text.length > 0 && node.isNamed();
    if (node.kind() === 'ERROR' || madeUp) found.push(start.index);
    for (const child of node.children()) visit(child);
  };
  if (root) visit(root);
  return found;
}
