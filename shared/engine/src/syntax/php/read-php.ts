import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindPhp } from './bind-php.ts';
import { lowerPhp } from './lower-php.ts';
import { PHP } from './php-dialect.ts';

/** Reads a PHP file without HTML in it, up to version 8.4. */
export const readPhp: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'php',
    comments: new Set(['comment']),
    mayBeEmpty: new Set(['string_content', 'heredoc_body', 'nowdoc_body', 'nowdoc_string', 'text', 'php_end_tag']),
    verbatim: new Set(['string', 'encapsed_string', 'heredoc', 'nowdoc', 'shell_command_expression']),
    dialect: PHP,
    lower: lowerPhp,
    bind: bindPhp,
  });
