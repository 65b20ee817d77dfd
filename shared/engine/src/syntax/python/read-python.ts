import { readWithGrammar } from '../cst/read-with-grammar.ts';
import type { Reader } from '../reader.ts';
import { bindPython } from './bind-python.ts';
import { lowerPython } from './lower-python.ts';
import { PYTHON } from './python-dialect.ts';

/** Reads a Python 3 file. Python 2 is refused where its syntax differs. */
export const readPython: Reader = (path, text) =>
  readWithGrammar(path, text, {
    grammar: 'python',
    comments: new Set(['comment']),
    skipped: new Set(['line_continuation']),
    mayBeEmpty: new Set(['string_content', 'string_start', 'string_end']),
    verbatim: new Set(['string']),
    dialect: PYTHON,
    lower: lowerPython,
    bind: (root) => bindPython(root, path),
  });
