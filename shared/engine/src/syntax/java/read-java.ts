import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindJava } from './bind-java.ts';
import { JAVA } from './java-dialect.ts';
import { lowerJava } from './lower-java.ts';

/** Reads a Java file (up to version 21, with record patterns). */
export const readJava: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'java',
    comments: new Set(['line_comment', 'block_comment']),
    verbatim: new Set(['string_literal', 'template_expression']),
    dialect: JAVA,
    lower: lowerJava,
    bind: bindJava,
  });
