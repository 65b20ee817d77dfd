import type { ChangedSymbol } from '@iama/contracts/edit/patch-edit';
import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import { indexSymbols } from '../symbol/index-symbols.ts';
import type { SymbolEntry } from '../symbol/symbol-entry.ts';
import type { FileStates } from './parse-gate.ts';

/**
 * The declarations that differ between two states of a file: added, gone, or of other text. A class does not change when
 * only a member of it does. White space does not count. Null when a state cannot be indexed.
 */
export function changedSymbols({ path, path_after: pathAfter, before, after }: FileStates): ChangedSymbol[] | null {
  const old = before === null ? new Map<string, string>() : textsByName(path, before);
  const fresh = after === null ? new Map<string, string>() : textsByName(pathAfter, after);
  if (old === null || fresh === null) return null;
  const names = new Set([...old.keys(), ...fresh.keys()]);
  return [...names].filter((name) => old.get(name) !== fresh.get(name)).map((symbol) => ({ path, symbol }));
}

/** What each name's declarations say themselves, without what is declared inside of them. */
function textsByName(path: string, text: string): Map<string, string> | null {
  const index = indexSymbols(path, text);
  if (!index.ok) return null;
  const texts = new Map<string, string>();
  const whole = index.symbols.filter((each) => !/(?:^|\.)(?:get|set|del) [^.]*$/.test(each.name));
  whole.forEach((symbol, position) => {
    const own = ownText(text, symbol, whole.slice(position + 1))
      .replace(/\s+/g, ' ')
      .trim();
    texts.set(symbol.name, `${texts.get(symbol.name) ?? ''}\0${own}`);
  });
  return texts;
}

function ownText(
  text: string,
  symbol: Pick<SymbolEntry, 'leading_start' | 'end'>,
  later: readonly SymbolEntry[],
): string {
  let own = '';
  let at = symbol.leading_start;
  for (const inner of later) {
    if (inner.leading_start >= symbol.end) break;
    if (inner.leading_start < at) continue;
    own += `${text.slice(at, inner.leading_start)}\0`;
    at = Math.min(inner.end, symbol.end);
  }
  // How many things are declared inside is not its own text; that there is a gap is.
  return (own + text.slice(at, symbol.end)).replace(/[\s\0;,]*\0[\s\0;,]*/g, ' ');
}

/**
 * Whether code changes that no declaration holds and so no name tells of: a call at the top of a file. Imports and comments
 * are none.
 */
export function namelessChange({ path, path_after: pathAfter, before, after }: FileStates): boolean {
  return codeOutside(path, before) !== codeOutside(pathAfter, after);
}

const IMPORTS = /^(?:import\b[^;'"]*?['"][^'"\n]*['"]|import\b.*|from\b.*\bimport\b(?:.*\(\s*[^)]*\)|.*));?/gm;
const COMMENTS = /\/\*[^]*?\*\/|(?:\/\/|#).*/g;

function codeOutside(path: string, text: string | null): string | null {
  const index = text === null ? null : indexSymbols(path, text);
  if (text === null || !index?.ok) return null;
  const whole = { leading_start: 0, end: text.length };
  return ownText(text, whole, index.symbols)
    .replace(IMPORTS, '')
    .replace(COMMENTS, '')
    .replace(/[\s;]+/g, ' ')
    .trim();
}

/**
 * Holds a set to what it says it changes. A declared class covers its members; `nameless` are the files in which code changes
 * that has no name, which only a file with declared changes may. Files that cannot be indexed are left out:
 * nobody can say which of their declarations changed.
 */
export function symbolGate(
  declared: readonly ChangedSymbol[],
  changed: readonly ChangedSymbol[],
  indexed: ReadonlySet<string>,
  nameless: readonly string[] = [],
): EditRefusal | null {
  const covers = (outer: ChangedSymbol, inner: ChangedSymbol): boolean =>
    outer.path === inner.path && (outer.symbol === inner.symbol || inner.symbol.startsWith(`${outer.symbol}.`));
  const undeclared = changed.filter((each) => !declared.some((outer) => covers(outer, each)));
  const untouched = declared.filter((each) => indexed.has(each.path) && !changed.some((inner) => covers(each, inner)));
  const outside = nameless.filter((path) => !declared.some((each) => each.path === path));
  const first = [...undeclared, ...untouched][0]?.path ?? outside[0];
  if (first === undefined) return null;
  const list = (symbols: readonly ChangedSymbol[]): string =>
    symbols
      .slice(0, 8)
      .map((each) => `${each.symbol} in ${each.path}`)
      .join(', ');
  const parts = [
    undeclared.length > 0 ? `These change and are not declared: ${list(undeclared)}.` : '',
    untouched.length > 0 ? `These are declared and do not change: ${list(untouched)}.` : '',
    outside.length > 0
      ? `Code at the top of ${outside.slice(0, 8).join(', ')} changes, which has no name to declare.`
      : '',
  ];
  const message = `${parts.filter(Boolean).join(' ')} Declare exactly what the edits change, or leave "changed_symbols" out.`;
  return { code: 'SYMBOLS_UNDECLARED', edit: null, block: null, path: first, message, undeclared, untouched };
}
