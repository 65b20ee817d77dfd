import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindRuby } from './bind-ruby.ts';
import { lowerRuby } from './lower-ruby.ts';
import { RUBY } from './ruby-dialect.ts';

/** Reads a Ruby file, up to version 3.1. */
export const readRuby: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'ruby',
    comments: new Set(['comment']),
    mayBeEmpty: new Set([
      'string_content',
      'heredoc_body',
      'heredoc_content',
      'body_statement',
      'block_body',
      'then',
      'uninterpreted',
    ]),
    verbatim: new Set([
      'string',
      'heredoc_body',
      'regex',
      'subshell',
      'string_array',
      'symbol_array',
      'delimited_symbol',
    ]),
    dialect: RUBY,
    lower: lowerRuby,
    bind: bindRuby,
  });
