import { build, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber } from '../cst/decode-literal.ts';
import type { Lowering, LoweringTable } from '../cst/lowering.ts';
import { lowerOther } from './lower-other.ts';

const text: Lowering = (node, lower) => {
  const value = valueOf(node);
  return value === null ? lowerOther(node, lower) : build('literal', node, { value });
};

const number: Lowering = (node, lower) => {
  const value = decodeNumber(node.text);
  return value === null ? lowerOther(node, lower) : build('literal', node, { value });
};

export const LITERALS: LoweringTable = {
  true: (node) => build('literal', node, { value: true }),
  false: (node) => build('literal', node, { value: false }),
  nil: (node) => build('literal', node, { value: null }),
  integer: number,
  float: number,
  string: text,
  simple_symbol: text,
  delimited_symbol: text,
  bare_string: text,
  bare_symbol: text,
  hash_key_symbol: text,
  chained_string: (node, lower) => {
    const values = node.named.map(valueOf);
    return values.every((each) => each !== null)
      ? build('literal', node, { value: values.join('') })
      : other(node, node.kind, node.named.map(lower), 'none');
  },
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', 0: '\0', e: '\x1b' };

/** What a string or symbol without holes stands for; null where that takes more knowledge of Ruby's quotes. */
export function valueOf(node: CstNode): string | null {
  if (node.kind === 'simple_symbol') return node.text.slice(1);
  if (node.kind === 'hash_key_symbol') return node.text;
  if (node.named.some((each) => each.kind !== 'string_content' && each.kind !== 'escape_sequence')) return null;
  const opening = node.children[0]?.kind ?? '';
  const isRaw = opening === "'" || opening === ":'";
  if (!isRaw && !/^:?"$/.test(opening) && !node.kind.startsWith('bare_')) return null;
  let known = true;
  const parts = node.named.map((each) => {
    if (each.kind === 'string_content') return isRaw ? each.text.replaceAll(/\\([\\'])/g, '$1') : each.text;
    const escape = each.text.slice(1);
    if (isRaw) return escape === '\\' || escape === "'" ? escape : each.text;
    const value = /^[\\"'#]$/.test(escape) ? escape : ESCAPES[escape];
    known &&= value !== undefined;
    return value ?? '';
  });
  return known ? edges(node, parts.join('')) : null;
}

/** Blanks at the edges of a string are no part of the grammar's node for its content. */
function edges(node: CstNode, content: string): string | null {
  const inside = node.named;
  const [first, last] = [inside[0], inside.at(-1)];
  if (node.kind.startsWith('bare_')) return content;
  const [opening, closing] = [node.children[0]!, node.children.at(-1)!];
  const between = closing.start - opening.end;
  if (!first || !last) return between === 0 ? '' : null;
  return first.start === opening.end && last.end === closing.start && isGapless(inside) ? content : null;
}

function isGapless(nodes: readonly CstNode[]): boolean {
  return nodes.every((node, index) => index === 0 || nodes[index - 1]!.end === node.start);
}
