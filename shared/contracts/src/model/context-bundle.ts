import { z } from 'zod';
import { Sha256, WorkspacePath } from '../primitives.ts';

/** Why a piece of source is shown to a model. In order of worth. */
export const ContextRole = z.enum(['target', 'dependency', 'type', 'caller', 'test']);
export type ContextRole = z.infer<typeof ContextRole>;

/**
 * A piece of one file as it left the machine, with every secret a placeholder. `sha256` is of its text before that,
 * `masked_sha256` of `text`.
 */
export const ContextSlice = z.object({
  path: WorkspacePath,
  /** The declaration; null for a whole file. */
  symbol: z.string().nullable(),
  role: ContextRole,
  /** `signature`: bodies of functions are left out. */
  form: z.enum(['whole', 'signature']),
  /** Where it begins in its file, from 1. */
  line: z.int().positive(),
  text: z.string(),
  tokens: z.int().nonnegative(),
  reason: z.string(),
  sha256: Sha256,
  masked_sha256: Sha256,
});
export type ContextSlice = z.infer<typeof ContextSlice>;

/** A file that a change may touch, and who stands on it. */
export const ContextFile = z.object({
  path: WorkspacePath,
  /** Of the file's bytes: an edit is made from these, or refused. */
  sha256: Sha256,
  /** Declarations at its top and their members, as edits name them. */
  symbols: z.array(z.string()).max(500),
  /** Files that name it in an import. */
  callers: z.array(WorkspacePath).max(200),
  /** Test files that reach it through imports. */
  reached_by: z.array(WorkspacePath).max(50),
  /** McCabe's; null where it cannot be read, absent from clients of before. */
  complexity: z.int().nonnegative().nullable().optional(),
});
export type ContextFile = z.infer<typeof ContextFile>;

/** How sure edits by symbol will hold, from 0 to 100, and what follows from it. */
export const ContextConfidence = z.object({
  score: z.number().min(0).max(100),
  parse_rate: z.number(),
  symbol_rate: z.number(),
  snippet_completeness: z.number(),
  mode: z.enum(['AST_SYMBOLIC', 'BLACK_BOX', 'EXACT_SEARCH_REPLACE']),
});
export type ContextConfidence = z.infer<typeof ContextConfidence>;

/** All that a model is shown of a workspace, piece by piece with its reason, and what was left out. */
export const ContextBundle = z.object({
  /** The files of the target are here whole. */
  slices: z.array(ContextSlice).max(2000),
  omitted: z.array(z.object({ path: z.string(), symbol: z.string().nullable(), reason: z.string() })).max(2000),
  tokens: z.int().nonnegative(),
  budget: z.int().positive(),
  confidence: ContextConfidence,
  /** Secrets that stand in it as placeholders, by type. */
  placeholders: z.record(z.string(), z.int().positive()),
  files: z.array(ContextFile).max(500),
});
export type ContextBundle = z.infer<typeof ContextBundle>;
