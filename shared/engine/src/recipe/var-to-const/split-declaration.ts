import type { JsNode } from '../../js/walk.ts';
import type { Replacement } from '../proposal/proposal.ts';

export type Keyword = 'const' | 'let';

/**
 * The edits that give every declarator its own keyword: `var a = 1, b = 2` becomes `const a = 1; let b = 2`. Null where
 * something other than a comma stands between two of them.
 */
export function splitDeclaration(
  text: string,
  declaration: JsNode,
  declarators: readonly JsNode[],
  keywords: readonly Keyword[],
): Replacement[] | null {
  const lineStart = text.lastIndexOf('\n', declaration.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const edits: Replacement[] = [];
  for (const [index, declarator] of declarators.entries()) {
    const before = declarators[index - 1];
    if (!before || keywords[index] === keywords[index - 1]) continue;
    const between = text.slice(before.end, declarator.start);
    if (!/^\s*,\s*$/.test(between)) return null;
    const eol = between.includes('\r\n') ? '\r\n' : '\n';
    const gap = between.includes('\n') ? `${eol}${indent}` : ' ';
    edits.push({ start: before.end, end: declarator.start, replacement: `;${gap}${keywords[index] ?? 'let'} ` });
  }
  return edits;
}
