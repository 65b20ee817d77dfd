import type { Span, SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Mutant } from './mutant.ts';
import { mutationsOf } from './mutations-of.ts';

/** Languages whose spelling of `true`, `nothing` and an empty statement is known here. */
const KNOWN = new Set(['javascript', 'typescript', 'python']);

/**
 * Every fault that can be put into a file, in source order; only inside `range` if it is given. Empty for a file that cannot
 * be read. What is shown of a line goes through `mask` before it is cut short. Pure.
 */
export function findMutants(
  path: string,
  text: string,
  range?: Span,
  mask: (text: string) => string = (line) => line,
): readonly Mutant[] {
  const read = readSource(path, text);
  if (!read.ok || !KNOWN.has(read.file.dialect.language)) return [];
  const { file } = read;
  const found: Mutant[] = [];
  const visit = (node: SyntaxNode): void => {
    if (range && (node.end <= range.start || node.start >= range.end)) return;
    if (node.role === 'other' && /^TS(?!NonNull|As|Satisfies)/.test(node.grammar)) return;
    if (file.dialect.language === 'python' && isSilent(node, text)) return;
    for (const [number, mutation] of mutationsOf(node, file).entries()) {
      if (range && (mutation.start < range.start || mutation.end > range.end)) continue;
      const id = `${path}:${mutation.start}:${mutation.end}:${number}`;
      found.push({ ...mutation, id, path, line: lineOf(text, mutation.start), words: wordsOf(file, mutation, mask) });
    }
    node.children.forEach(visit);
  };
  visit(file.root);
  return found;
}

/** Python: annotations, `__all__` and its like, and what runs only where the file is a program or is checked for types. */
function isSilent(node: SyntaxNode, text: string): boolean {
  if (node.role === 'other' && node.grammar === 'type') return true;
  const code = text.slice(node.start, Math.min(node.end, node.start + 60));
  if (node.role === 'if') return /^(if|elif)\s+(__name__\s*==|(typing\.)?TYPE_CHECKING\b)/.test(code);
  return node.role === 'declaration' && node.parent?.role === 'unit' && /^__\w+__\s*(:[^=]*)?=/.test(code);
}

/** The text with the fault in it; null when it would not parse, since that tells nothing about tests. */
export function tryMutant(text: string, mutant: Mutant): string | null {
  const mutated = applyMutant(text, mutant);
  return mutated !== text && readSource(mutant.path, mutated).ok ? mutated : null;
}

function applyMutant(text: string, { start, end, replacement }: Span & { readonly replacement: string }): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The line before and after, cut to what surrounds the fault. */
function wordsOf(
  { text }: SourceFile,
  { start, end, replacement }: Span & { readonly replacement: string },
  mask: (text: string) => string,
): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end);
  const short = (line: string): string => {
    const plain = mask(line).trim().replaceAll(/\s+/g, ' ');
    return plain.length > 100 ? `${plain.slice(0, 97)}...` : plain;
  };
  return `${short(text.slice(from, to))}  became  ${short(text.slice(from, start) + replacement + text.slice(end, to))}`;
}
