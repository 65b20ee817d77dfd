import { languageOf, parseModule } from '../../js/parse.ts';
import { groupDeclared } from './group-declared.ts';
import { jsDeclared } from './js-declared.ts';
import { pythonDeclared } from './python-declared.ts';
import type { SymbolIndex } from './symbol-entry.ts';

/** A text is asked for several times in a row: to find a symbol, and to tell what has changed. */
const MOST_KEPT = 8;
const kept = new Map<string, SymbolIndex>();

/** The declarations of a JavaScript, TypeScript or Python file by name, in source order. */
export function indexSymbols(path: string, text: string): SymbolIndex {
  const key = `${path}\0${text}`;
  const index = kept.get(key) ?? readSymbols(path, text);
  kept.delete(key);
  kept.set(key, index);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return index;
}

function readSymbols(path: string, text: string): SymbolIndex {
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
