import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';
import { ChangedSymbol, SymbolKind } from './patch-edit.ts';

/**
 * How a block was found, from the strictest to the loosest; each is taken only if it gives one site and all before it
 * gave none. `exact`: every character, line ends aside. `trailing_blanks`: but for blanks at line ends and blank lines at
 * the block's edges. `punctuation`: also typographic quotes, dashes and blanks for plain ones. `reindent`: also another
 * indentation, the same throughout. `flexible`: also other white space anywhere between words.
 */
export const MatchLayer = z.enum(['exact', 'trailing_blanks', 'punctuation', 'reindent', 'flexible']);
export type MatchLayer = z.infer<typeof MatchLayer>;

/** Lines count from 1. */
const LineRange = { start_line: z.int().positive(), end_line: z.int().positive() };

/**
 * What became of one edit. `block` is the index in its blocks, null for edits without any. `already_applied`: what is
 * searched for is gone and what it should become stands there once. `unchanged`: both are the same. `start_line` and
 * `end_line` are lines of the file before.
 */
export const EditPlacement = z.object({
  edit: z.int().nonnegative(),
  block: z.int().nonnegative().nullable(),
  path: WorkspacePath,
  status: z.enum(['applied', 'already_applied', 'unchanged']),
  /** Null for edits that are not searched for. */
  layer: MatchLayer.nullable(),
  sites: z.array(z.object(LineRange)),
});
export type EditPlacement = z.infer<typeof EditPlacement>;

/** Where `expected` (a line of the search) and `actual` (a line of the file) part. `column` counts from 1. */
export const FirstDifference = z.object({
  line: z.int().positive(),
  column: z.int().positive(),
  expected: z.string(),
  actual: z.string(),
});
export type FirstDifference = z.infer<typeof FirstDifference>;

/** The place that is most like a search that was not found. `similarity` is from 0 to 1. Never edited, only shown. */
export const NearestRegion = z.object({
  ...LineRange,
  text: z.string(),
  similarity: z.number().min(0).max(1),
  first_difference: FirstDifference.nullable(),
});
export type NearestRegion = z.infer<typeof NearestRegion>;

/** `edit` and `block` are indexes as in `EditPlacement`; `edit` is null where the set as a whole is meant. */
const common = {
  edit: z.int().nonnegative().nullable(),
  block: z.int().nonnegative().nullable(),
  path: WorkspacePath,
  /** What is wrong, and what to do, in words for whoever wrote the edit. */
  message: z.string(),
};

/** Why an edit is refused. Codes are stable. One refusal refuses the whole set. */
export const EditRefusal = z.discriminatedUnion('code', [
  z.object({ code: z.literal('PATH_REFUSED'), ...common }),
  z.object({ code: z.literal('FILE_MISSING'), ...common }),
  z.object({ code: z.literal('FILE_UNREADABLE'), ...common }),
  z.object({ code: z.literal('FILE_EXISTS'), ...common }),
  /** Two edits of the set want incompatible things of one file. */
  z.object({ code: z.literal('EDITS_CONFLICT'), ...common }),
  z.object({ code: z.literal('BASE_STALE'), ...common }),
  /** Text that no file of text holds (half of a character, NUL), or none where a symbol needs some. */
  z.object({ code: z.literal('TEXT_INVALID'), ...common }),
  z.object({ code: z.literal('SEARCH_EMPTY'), ...common }),
  z.object({ code: z.literal('SEARCH_NOT_FOUND'), ...common, nearest: NearestRegion.nullable() }),
  z.object({
    code: z.literal('SEARCH_AMBIGUOUS'),
    ...common,
    layer: MatchLayer,
    /** How many places there are; `sites` names the first ten. */
    count: z.int().min(2),
    sites: z.array(z.object(LineRange)),
  }),
  z.object({ code: z.literal('EDITS_OVERLAP'), ...common }),
  /** The new text leaves code out ("rest unchanged"). `line` counts within that text. */
  z.object({ code: z.literal('ELIDED_CODE'), ...common, line: z.int().positive(), text: z.string() }),
  z.object({ code: z.literal('LANGUAGE_UNSUPPORTED'), ...common }),
  /** The file has a syntax error, so its symbols cannot be told. */
  z.object({ code: z.literal('SOURCE_BROKEN'), ...common }),
  z.object({ code: z.literal('SYMBOL_NOT_FOUND'), ...common, nearest: z.array(z.string()) }),
  z.object({
    code: z.literal('SYMBOL_AMBIGUOUS'),
    ...common,
    candidates: z.array(z.object({ symbol: z.string(), kind: SymbolKind, line: z.int().positive() })),
  }),
  /** The text brings decorators or a comment, the symbol has its own, and the edit does not say which shall stay. */
  z.object({ code: z.literal('LEADING_UNCLEAR'), ...common }),
  /** `line` is a line of the file as it would be. */
  z.object({ code: z.literal('NEW_PARSE_ERROR'), ...common, line: z.int().positive().nullable() }),
  z.object({
    code: z.literal('SYMBOLS_UNDECLARED'),
    ...common,
    /** Changed, and not declared. */
    undeclared: z.array(ChangedSymbol),
    /** Declared, and not changed. */
    untouched: z.array(ChangedSymbol),
  }),
]);
export type EditRefusal = z.infer<typeof EditRefusal>;
export type EditRefusalCode = EditRefusal['code'];
