import { build, other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';

const HARMLESS = new Set([
  'array',
  'bare_string',
  'bare_symbol',
  'character',
  'complex',
  'encoding',
  'escape_sequence',
  'file',
  'float',
  'hash_key_symbol',
  'heredoc_beginning',
  'heredoc_body',
  'interpolation',
  'line',
  'range',
  'rational',
  'regex',
  'string_array',
  'symbol_array',
  'uninterpreted',
]);

/** Kinds whose inside is text. */
const TEXT = new Set(['escape_sequence', 'heredoc_content', 'heredoc_end', 'string_content']);

/** Whatever needs no role of its own. The names in `alias` and `undef` are strings: they name methods. */
export const lowerOther: Lowering = (node, lower) => {
  if (node.kind === 'alias' || node.kind === 'undef') {
    const names = node.named.map((each) => build('literal', each, { value: each.text.replace(/^:/, '') }));
    return other(node, node.kind, names, 'some');
  }
  const inside = node.named.filter((each) => !TEXT.has(each.kind)).map(lower);
  return other(node, node.kind, inside, HARMLESS.has(node.kind) ? 'none' : 'some');
};
