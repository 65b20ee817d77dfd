import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

/**
 * A macro may make anything of its tokens. Names in it are uses that no rewrite may touch; names of fields and paths, whose
 * owner nobody knows, are strings: they may name any member.
 */
export const MACROS: LoweringTable = {
  macro_invocation: (node) => {
    const tokens = node.last('token_tree')!;
    return other(node, node.kind, [other(tokens, tokens.kind, tokensOf(tokens), 'none')], 'some');
  },
  macro_definition: (node) => other(node, node.kind, [], 'some'),
};

function tokensOf(tree: CstNode): readonly SyntaxNode[] {
  return tree.children.flatMap((token, index): readonly SyntaxNode[] => {
    if (token.kind === 'token_tree') return [other(token, token.kind, tokensOf(token), 'none')];
    if (token.kind === 'string_literal') return formatNames(token);
    if (token.kind !== 'identifier' && token.kind !== 'type_identifier') return [];
    const before = tree.children[index - 1]?.kind;
    const isMember = before === '.' || before === '::';
    return [isMember ? build('literal', token, { value: token.text }) : named(token, token.text)];
  });
}

/** `"{name}"` in a format string uses the variable. */
function formatNames(token: CstNode): readonly SyntaxNode[] {
  const found = token.text.matchAll(/(?<!\{)\{([A-Za-z_]\w*)(?=[:}])/g);
  const names = [...found].map((match) => {
    const start = token.start + match.index + 1;
    return named({ start, end: start + match[1]!.length }, match[1]!);
  });
  return names.length > 0 ? [other(token, 'token_tree', names, 'none')] : [];
}
