import type { CstNode } from '../cst/cst-node.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  f: '\f',
  e: '\x1b',
  0: '\0',
  '\\': '\\',
  $: '$',
  '"': '"',
};

/** What a quoted string without variables stands for; null for others. */
export function valueOf(node: CstNode): string | null {
  const body = node.text.slice(1, -1);
  if (node.kind === 'string' && node.text.startsWith("'")) return body.replaceAll(/\\([\\'])/g, '$1');
  const isPlain = node.named.every((each) => each.kind === 'string_content' || each.kind === 'escape_sequence');
  if (!node.text.startsWith('"') || !isPlain) return null;
  let known = true;
  const decoded = body.replaceAll(/\\(x[0-9a-f]{1,2}|u\{[0-9a-f]+\}|[0-7]{1,3}|[\s\S])/gi, (whole, escape: string) => {
    const simple = ESCAPES[escape];
    if (simple === undefined && /^[xu0-7]/.test(escape)) known = false;
    return simple ?? whole;
  });
  return known ? decoded : null;
}
