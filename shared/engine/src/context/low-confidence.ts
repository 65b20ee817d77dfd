import { confidenceOf } from './confidence-of.ts';
import type { ContextIndex } from './context-index.ts';
import { outlineOf } from './outline.ts';
import type { Confidence } from './slice.ts';
import { wantDependencies } from './want-dependencies.ts';

/** A recipe is shown whatever it asks for: there is no budget that pieces have to fit into. */
const COMPLETE = 1;

/**
 * Whether files may say too little of themselves for edits by symbol. Reads no more of them than it takes to know: a share that parses is
 * enough, whatever they import. Pure.
 */
export function maySayTooLittle(texts: ReadonlyMap<string, string>, paths: readonly string[]): boolean {
  let parsed = 0;
  for (const path of paths) {
    const text = texts.get(path);
    if (text !== undefined && outlineOf(path, text)) parsed += 1;
    const parse_rate = parsed / paths.length;
    if (confidenceOf({ parse_rate, symbol_rate: 0, snippet_completeness: COMPLETE }).mode === 'AST_SYMBOLIC')
      return false;
  }
  return paths.length > 0;
}

/** The confidence in a recipe's target, by the files of it; null where edits by symbol hold. Pure. */
export function lowConfidence(index: ContextIndex, paths: readonly string[]): Confidence | null {
  let [parsed, asked, found] = [0, 0, 0];
  for (const path of paths) {
    const text = index.textOf(path);
    if (text === null) continue;
    if (outlineOf(path, text)) parsed += 1;
    const needs = wantDependencies(index, path, text);
    asked += needs.asked;
    found += needs.found;
  }
  const confidence = confidenceOf({
    parse_rate: paths.length === 0 ? 0 : parsed / paths.length,
    symbol_rate: asked === 0 ? (parsed > 0 ? 1 : 0) : found / asked,
    snippet_completeness: COMPLETE,
  });
  return confidence.mode === 'AST_SYMBOLIC' ? null : confidence;
}
