import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindKotlin } from './bind-kotlin.ts';
import { KOTLIN } from './kotlin-dialect.ts';
import { lowerKotlin } from './lower-kotlin.ts';

/** Reads a Kotlin file or script. */
export const readKotlin: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'kotlin',
    comments: new Set(['line_comment', 'block_comment', 'shebang']),
    verbatim: new Set(['string_literal', 'multiline_string_literal']),
    dialect: KOTLIN,
    lower: lowerKotlin,
    bind: bindKotlin,
  });
