import type { CstNode } from '../cst/cst-node.ts';
import { decodeString } from '../cst/decode-literal.ts';

/** What a string literal stands for; null for byte strings, and for lines that end in a backslash. */
export function valueOf(node: CstNode): string | null {
  if (node.kind === 'raw_string_literal') return /^r(#*)"([\s\S]*)"\1$/.exec(node.text)?.[2] ?? null;
  if (node.kind !== 'string_literal' || !node.text.startsWith('"')) return null;
  return decodeString(node.text.slice(1, -1));
}
