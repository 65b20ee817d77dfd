import type { SyntaxNode } from '../../node.ts';
import type { SourceFile } from '../../source-file.ts';
import { fileWord, LOADS_FILES } from './loaded-words.ts';

/**
 * Statements of other files that may load a file by its name, and would fail without it: `import a.b`, `from a import b`,
 * `require_relative 'b'`. In languages that find declarations by their own names there are none.
 */
export function loadersByName(file: SourceFile, files: Iterable<SourceFile>): readonly SyntaxNode[] {
  const { language } = file.dialect;
  const word = fileWord(file.path);
  if (!LOADS_FILES.has(language) || word === null) return [];
  const found: SyntaxNode[] = [];
  for (const each of files) {
    if (each === file || each.dialect.language !== language || !each.text.includes(word)) continue;
    const pending: SyntaxNode[] = [...each.root.children];
    for (let node = pending.pop(); node; node = pending.pop()) {
      const text = each.text.slice(node.start, node.end);
      if (!text.includes(word)) continue;
      if (node.role === 'import' || (node.role !== 'block' && LOADS.test(text))) found.push(node);
      else pending.push(...node.children);
    }
  }
  return found;
}

const LOADS = /^(?:require|include|load|autoload|mod|pub mod|use)\b/;
