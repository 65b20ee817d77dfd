import { build, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { LoweringTable } from '../cst/lowering.ts';

export const STRINGS: LoweringTable = {
  string: (node, lower) => {
    const value = valueOf(node);
    return value === null ? other(node, node.kind, holes(node).map(lower), 'none') : build('literal', node, { value });
  },
  concatenated_string: (node, lower) => {
    const values = node.named.map(valueOf);
    const value = values.every((each) => each !== null) ? values.join('') : null;
    return value === null ? other(node, node.kind, node.named.map(lower), 'none') : build('literal', node, { value });
  },
};

/** The expressions in an f-string, and in the format specifications of its holes. */
function holes(node: CstNode): readonly CstNode[] {
  return node.all('interpolation');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What a string without holes stands for; null for f-strings, bytes, and escapes that need more than this to be read. */
export function valueOf(node: CstNode): string | null {
  const start = node.first('string_start')?.text;
  const end = node.first('string_end')?.text;
  const prefix = start === undefined ? null : /^[a-z]*/i.exec(start)![0].toLowerCase();
  if (start === undefined || end === undefined || prefix === null || /[bft]/.test(prefix)) return null;
  const body = node.text.slice(start.length, node.text.length - end.length).replaceAll('\r\n', '\n');
  return prefix.includes('r') ? body : decode(body);
}

function decode(body: string): string | null {
  let known = true;
  const decoded = body.replaceAll(
    /\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[0-7]{1,3}|[\s\S])/gi,
    (_, escape: string) => {
      if (escape === '\n') return '';
      const code = /^[xuU]/.test(escape) && escape.length > 1 ? Number.parseInt(escape.slice(1), 16) : null;
      if (code !== null && code <= 0x10_ff_ff) return String.fromCodePoint(code);
      if (/^[0-7]/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
      const simple = ESCAPES[escape];
      if (simple === undefined && /^[NxuU]/.test(escape)) known = false;
      return simple ?? `\\${escape}`;
    },
  );
  return known ? decoded : null;
}
