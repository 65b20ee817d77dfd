import type { Confidence, EditMode } from './slice.ts';

/** Each share from 0 to 1. */
export interface ConfidenceFacts {
  /** Files of the target that could be parsed. */
  readonly parse_rate: number;
  /** Names that the target takes from other files of the workspace and whose declaration was found. */
  readonly symbol_rate: number;
  /** Pieces that there was room for. */
  readonly snippet_completeness: number;
}

/** V1: `round(100 × (0.40·parse + 0.35·symbol + 0.25·completeness))`. */
export function confidenceOf(facts: ConfidenceFacts): Confidence {
  const { parse_rate, symbol_rate, snippet_completeness } = facts;
  const score = Math.round(100 * (0.4 * parse_rate + 0.35 * symbol_rate + 0.25 * snippet_completeness));
  return { score, ...facts, mode: modeFor(score) };
}

/** The table: edits by symbol from 40; from 20 the black box is offered (a person may override it); below, text alone. */
export function modeFor(score: number): EditMode {
  if (score >= 40) return 'AST_SYMBOLIC';
  return score >= 20 ? 'BLACK_BOX' : 'EXACT_SEARCH_REPLACE';
}
