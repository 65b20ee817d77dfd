import { z } from 'zod';
import { Sha256, WorkspacePath } from '../primitives.ts';

/**
 * Find `search`, put `replace` in its place. Both are plain text: no patterns, no line numbers. `all` replaces every site
 * and not just the only one. `whole_lines` says that the text was cut out as lines (a SEARCH/REPLACE fence): a site that
 * is whole lines is then meant before one in the middle of a line, and an empty `replace` takes the lines away.
 *
 * `within` names lines around the place, the outermost first (`class Cart {`, `total() {`): it must lie below the line and
 * deeper than it. `at_end`: the place must be the end of the file; with an empty search, `replace` is appended.
 */
export const SearchReplaceBlock = z.object({
  search: z.string(),
  replace: z.string(),
  all: z.boolean().optional(),
  whole_lines: z.boolean().optional(),
  within: z.array(z.string().min(1)).max(10).optional(),
  at_end: z.boolean().optional(),
});
export type SearchReplaceBlock = z.infer<typeof SearchReplaceBlock>;

/** Blocks stand in any order and are looked for in the file as it was before any of them. */
export const ExactSearchReplace = z.object({
  op: z.literal('EXACT_SEARCH_REPLACE'),
  path: WorkspacePath,
  blocks: z.array(SearchReplaceBlock).min(1).max(5000),
});
export type ExactSearchReplace = z.infer<typeof ExactSearchReplace>;

/** What a symbol is. `function` is also a variable that holds one, `constant` any other variable or field. */
export const SymbolKind = z.enum(['function', 'class', 'method', 'interface', 'type', 'constant']);
export type SymbolKind = z.infer<typeof SymbolKind>;

/**
 * One declaration, by name. `symbol` is a path like `Cart.total` or `outer.inner`; overload signatures and the two halves
 * of a getter and setter pair are one symbol. `text` is indented as it likes; it is fitted to its place.
 *
 * `include_leading`: whether decorators and the comment directly above belong to what is replaced or deleted. Left out, a
 * deletion takes them, and a replacement takes them if `text` brings its own. Insertions always stand outside of them.
 */
export const AstSymbolic = z.object({
  op: z.literal('AST_SYMBOLIC'),
  path: WorkspacePath,
  symbol: z.string().min(1).max(500),
  kind: SymbolKind,
  action: z.enum(['replace', 'insert_before', 'insert_after', 'delete']),
  text: z.string().default(''),
  include_leading: z.boolean().optional(),
});
export type AstSymbolic = z.infer<typeof AstSymbolic>;

export const CreateFile = z.object({ op: z.literal('CREATE_FILE'), path: WorkspacePath, text: z.string() });
export const DeleteFile = z.object({ op: z.literal('DELETE_FILE'), path: WorkspacePath });
/** Other edits of the set name the file by its old path. */
export const RenameFile = z.object({
  op: z.literal('RENAME_FILE'),
  path: WorkspacePath,
  new_path: WorkspacePath,
});

export const PatchEdit = z.discriminatedUnion('op', [
  ExactSearchReplace,
  AstSymbolic,
  CreateFile,
  DeleteFile,
  RenameFile,
]);
export type PatchEdit = z.infer<typeof PatchEdit>;

/** `strict`: the text as written and nothing else (line ends aside). `tolerant`: see `MatchLayer`. */
export const Matching = z.enum(['strict', 'tolerant']);
export type Matching = z.infer<typeof Matching>;

/** A declaration that an edit set says it changes: `Cart.total` in a file. */
export const ChangedSymbol = z.object({ path: WorkspacePath, symbol: z.string() });
export type ChangedSymbol = z.infer<typeof ChangedSymbol>;

/**
 * The `patch_edit_schema`: what a model or a person hands in to change code, applied as one transaction or not at all.
 * `base_sha256` holds, by path, the hashes of the bytes that the edits were made from; a file that has others is refused.
 * `changed_symbols`, if given, must be exactly the declarations that change, in files whose language has a symbol index.
 */
export const PatchEditSet = z.object({
  schema_version: z.literal(1).default(1),
  matching: Matching.default('tolerant'),
  base_sha256: z.record(WorkspacePath, Sha256).default({}),
  changed_symbols: z.array(ChangedSymbol).optional(),
  edits: z.array(PatchEdit).min(1).max(2000),
});
export type PatchEditSet = z.infer<typeof PatchEditSet>;
