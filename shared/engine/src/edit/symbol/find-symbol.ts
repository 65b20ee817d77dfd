import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { AstSymbolic, SymbolKind } from '@iama/contracts/edit/patch-edit';
import type { SourceLines } from '../match/source-lines.ts';
import type { Owner } from '../owned-edit.ts';
import type { SymbolEntry } from './symbol-entry.ts';

export type FoundSymbol =
  | { readonly ok: true; readonly entry: SymbolEntry }
  | { readonly ok: false; readonly refusal: EditRefusal };

const MOST_NAMES = 8;

/** The one declaration that an edit names, or why there is none. */
export function findSymbol(
  source: SourceLines,
  symbols: readonly SymbolEntry[],
  owner: Owner,
  op: AstSymbolic,
): FoundSymbol {
  const named = symbols.filter((each) => each.name === op.symbol);
  const fitting = named.filter((each) => isCalled(each, op.kind));
  const [only] = fitting;
  if (only && fitting.length === 1) return { ok: true, entry: only };
  const base = { ...owner, path: op.path };
  if (fitting.length > 1) {
    const candidates = fitting.map((each) => candidate(source, each));
    const lines = candidates.map((each) => each.line).join(', ');
    const message = `${op.path} declares ${op.symbol} ${fitting.length} times (lines ${lines}). Use EXACT_SEARCH_REPLACE with lines that only one of them has.`;
    return { ok: false, refusal: { code: 'SYMBOL_AMBIGUOUS', ...base, message, candidates } };
  }
  const nearest = nearestNames(symbols, op.symbol);
  const other = named[0] ? ` There is a ${named[0].kinds.join(' or ')} of that name.` : '';
  const names = nearest.length > 0 ? ` Names like it: ${nearest.join(', ')}.` : '';
  const message = `${op.path} has no ${op.kind} ${op.symbol}.${other}${other ? '' : names}`;
  return { ok: false, refusal: { code: 'SYMBOL_NOT_FOUND', ...base, message, nearest } };
}

export function candidate(source: SourceLines, entry: SymbolEntry) {
  return { symbol: entry.name, kind: entry.kinds[0] ?? 'constant', line: source.lineAt(entry.start) + 1 };
}

/** A function in a class is a method to some and a function to others. */
function isCalled(entry: SymbolEntry, kind: SymbolKind): boolean {
  if (entry.kinds.includes(kind)) return true;
  const callable = (each: SymbolKind): boolean => each === 'function' || each === 'method';
  return callable(kind) && entry.kinds.some(callable);
}

/** The same last part first, then what is spelled most alike. */
function nearestNames(symbols: readonly SymbolEntry[], wanted: string): string[] {
  const last = lastPart(wanted);
  const ranked = [...new Set(symbols.map((each) => each.name))].map((name) => ({
    name,
    distance:
      lastPart(name) === last
        ? 0
        : distance(name.toLowerCase(), wanted.toLowerCase()) / Math.max(name.length, wanted.length),
  }));
  return ranked
    .filter((each) => each.distance <= 0.4)
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map((each) => each.name);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
