import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindSwift } from './bind-swift.ts';
import { disguiseSwift } from './disguise-swift.ts';
import { lowerSwift } from './lower-swift.ts';
import { SWIFT } from './swift-dialect.ts';

/** Reads a Swift file. */
export const readSwift: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'swift',
    comments: new Set(['comment', 'multiline_comment', 'shebang_line']),
    verbatim: new Set(['line_string_literal', 'multi_line_string_literal', 'raw_string_literal', 'regex_literal']),
    wordNodes: new Set(['nil']),
    disguise: disguiseSwift,
    dialect: SWIFT,
    lower: lowerSwift,
    bind: bindSwift,
  });
