import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindRust } from './bind-rust.ts';
import { lowerRust } from './lower-rust.ts';
import { RUST } from './rust-dialect.ts';

/** Reads a Rust file. What stands inside of macros is not understood, and left alone. */
export const readRust: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'rust',
    comments: new Set(['line_comment', 'block_comment']),
    mayBeEmpty: new Set(['string_content']),
    verbatim: new Set(['string_literal', 'raw_string_literal']),
    dialect: RUST,
    lower: lowerRust,
    bind: bindRust,
  });
