import type { Anchor } from '@iama/contracts/job/anchor';
import { indexSymbols } from '../edit/symbol/index-symbols.ts';
import { encodeUtf8, hashText } from '../patch/text-hash.ts';

/**
 * The declarations of a file by name, each with the hash of its text, and of nothing around it: moving it makes it no other one. None
 * for a file that cannot be read as code. Declarations of one name count as one. Pure.
 */
export function anchorsOf(path: string, text: string): readonly Anchor[] {
  const indexed = indexSymbols(path, text);
  if (!indexed.ok) return [];
  const texts = new Map<string, string[]>();
  for (const { name, start, end } of indexed.symbols) {
    const own = text.slice(start, end).replaceAll('\r\n', '\n');
    texts.set(name, [...(texts.get(name) ?? []), own]);
  }
  return [...texts].map(([symbol, own]) => ({ path, symbol, sha256: hashText(path, own.join('\0'), encodeUtf8) }));
}
