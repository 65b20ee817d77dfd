import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindCsharp } from './bind-csharp.ts';
import { CSHARP } from './csharp-dialect.ts';
import { lowerCsharp } from './lower-csharp.ts';

/** Directives that mark places and settings; nothing a rewrite does depends on them, and none of them may go. */
const MARKS = [
  'preproc_define',
  'preproc_endregion',
  'preproc_error',
  'preproc_line',
  'preproc_nullable',
  'preproc_pragma',
  'preproc_region',
  'preproc_undef',
  'preproc_warning',
];

/** Reads a C# file. Conditional compilation is read where it encloses whole statements or members, and refused elsewhere. */
export const readCsharp: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'csharp',
    comments: new Set(['comment', 'shebang_directive']),
    skipped: new Set(MARKS),
    wordNodes: new Set(['this', 'base']),
    verbatim: new Set(['interpolated_string_expression', 'raw_string_literal', 'verbatim_string_literal']),
    dialect: CSHARP,
    lower: lowerCsharp,
    bind: bindCsharp,
  });
