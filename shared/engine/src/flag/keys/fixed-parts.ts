import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { ResolvedKey } from './resolved-key.ts';

/** Kinds of nodes by which grammars call texts with holes, and sums. */
const HOLED = /template|interpolat|string|heredoc|encapsed|f_string/i;
const SUM = /binary|additive|concat|operator/i;

/**
 * The fixed pieces of a text that is put together, with null for what is not known; null for what is no text at all. Holes
 * that constants fill are fixed too.
 */
export function fixedParts(
  file: SourceFile,
  node: NodeOf<'other'>,
  resolve: (child: SyntaxNode) => ResolvedKey,
): readonly (string | null)[] | null {
  if (HOLED.test(node.grammar)) return holedParts(file, node, resolve);
  if (!SUM.test(node.grammar)) return /object|array|function|lambda|class/i.test(node.grammar) ? null : [null];
  if (node.children.length !== 2) return [null];
  const [left, right] = node.children.map((child) => partsOf(resolve(child)));
  if (!left || !right) return null;
  const between = file.text.slice(node.children[0]!.end, node.children[1]!.start).trim();
  return between === '+' || between === '.' || between === '' ? [...left, ...right] : null;
}

function partsOf(key: ResolvedKey): readonly (string | null)[] | null {
  if (key.kind === 'text') return [key.text];
  if (key.kind === 'made') return key.parts;
  return key.kind === 'named' ? [null] : null;
}

/** What stands before the first, between and after the holes; quotes and the marks of holes do not belong to the text. */
function holedParts(
  file: SourceFile,
  node: NodeOf<'other'>,
  resolve: (child: SyntaxNode) => ResolvedKey,
): readonly (string | null)[] {
  const parts: (string | null)[] = [];
  let from = node.start;
  const fixed = (to: number): void => {
    const text = file.text
      .slice(from, to)
      .replace(/^[a-zA-Z@$]{0,2}(`|"""|'''|"|')/, from === node.start ? '' : '$&')
      .replace(/^\s*\}/, from === node.start ? '$&' : '')
      .replace(/(\$\{|#\{|\\\(|\{\$?|\$)\s*$/, to === node.end ? '$&' : '')
      .replace(/(`|"""|'''|"|')$/, to === node.end ? '' : '$&');
    if (text !== '') parts.push(text);
  };
  for (const child of node.children) {
    fixed(child.start);
    parts.push(...(partsOf(resolve(child)) ?? [null]));
    from = child.end;
  }
  fixed(node.end);
  return parts;
}
