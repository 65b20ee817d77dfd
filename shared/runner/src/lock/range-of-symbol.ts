import { readSignatures } from '@iama/engine/lock/inputs/read-signatures';
import type { Span } from '@iama/engine/syntax/node';

/** Where a top-level name or `Class.method` stands in its file; null when it is no function or class. Pure. */
export function rangeOfSymbol(path: string, text: string, symbol: string): Span | null {
  const signatures = readSignatures(path, text);
  const [owner = symbol, member] = symbol.split('.');
  const found = signatures?.classes.find(({ name }) => name === owner);
  if (member !== undefined) return found?.methods.find(({ name }) => name === member) ?? null;
  return found ?? signatures?.functions.find(({ name }) => name === owner) ?? null;
}
