import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindGo } from './bind-go.ts';
import { GO } from './go-dialect.ts';
import { lowerGo } from './lower-go.ts';

/** Reads a Go file. */
export const readGo: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'go',
    comments: new Set(['comment']),
    mayBeEmpty: new Set(['raw_string_literal_content']),
    verbatim: new Set(['raw_string_literal']),
    dialect: GO,
    lower: lowerGo,
    bind: bindGo,
  });
