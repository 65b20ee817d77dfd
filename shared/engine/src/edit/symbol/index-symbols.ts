import { languageOf, parseModule } from '../../js/parse.ts';
import { groupDeclared } from './group-declared.ts';
import { jsDeclared } from './js-declared.ts';
import { pythonDeclared } from './python-declared.ts';
import type { SymbolIndex } from './symbol-entry.ts';

/** The declarations of a JavaScript, TypeScript or Python file by name, in source order. */
export function indexSymbols(path: string, text: string): SymbolIndex {
  if (languageOf(path) !== null) {
    const parsed = parseModule(path, text);
    if (!parsed.ok) return { ok: false, reason: 'broken', message: parsed.message };
    const { program, comments } = parsed.module;
    return { ok: true, symbols: groupDeclared(text, jsDeclared(text, program), comments) };
  }
  if (!/\.pyi?$/.test(path)) return { ok: false, reason: 'unsupported', message: 'Its language has no symbol index.' };
  const read = pythonDeclared(text);
  if (!read.ok) return { ok: false, reason: read.reason, message: read.message };
  return { ok: true, symbols: groupDeclared(text, read.declared, read.comments) };
}
