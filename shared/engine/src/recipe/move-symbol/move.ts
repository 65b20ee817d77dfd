import type { Gathered } from './gather-pieces.ts';
import type { FileShape, Piece } from './moved-code.ts';

/** A move that has been found possible so far. */
export interface Move {
  readonly path: string;
  readonly to: string;
  readonly symbol: string;
  readonly piece: Piece;
  readonly origin: FileShape;
  readonly gathered: Gathered;
  /** Why the old file goes on exporting the symbol; null when nobody needs that. */
  readonly bridge: string | null;
}

/** Uses of the symbol by code that stays in the old file. */
export function usesThatStay({ origin, gathered, symbol }: Move): { readonly any: boolean; readonly atLoad: boolean } {
  const uses = (origin.uses.get(symbol) ?? []).filter(({ statement }) => !gathered.statements.has(statement));
  return { any: uses.length > 0, atLoad: uses.some(({ isType, atLoad }) => !isType && atLoad) };
}
