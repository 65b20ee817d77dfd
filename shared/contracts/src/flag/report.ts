import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';
import { FlagPreset } from './preset.ts';
import { FlagKey, FlagMode, FlagValue } from './request.ts';

/**
 * What an occurrence is. `key`: a constant, enum member or entry that stands for the key. `dynamic`: a key made at run
 * time that could be this one. `text`: the key in a string, a comment or a document that no call explains.
 */
export const FlagOccurrenceKind = z.enum([
  'call',
  'member',
  'element',
  'wrapper',
  'annotation',
  'stub',
  'key',
  'config',
  'dynamic',
  'text',
]);
export type FlagOccurrenceKind = z.infer<typeof FlagOccurrenceKind>;

/**
 * One place that names the flag. `line` and `column` count from 1, `snippet` is the first line of the code there, at most
 * 160 characters. `api` says what explained it: a preset, or `own` for the API file. `reason` is for what is `left`, and
 * for what was not found to mean the flag.
 */
export const FlagOccurrence = z.object({
  id: z.string(),
  path: WorkspacePath,
  line: z.int().positive(),
  column: z.int().positive(),
  snippet: z.string(),
  kind: FlagOccurrenceKind,
  api: z.union([FlagPreset, z.literal('own')]).nullable(),
  outcome: z.enum(['found', 'removed', 'left']),
  reason: z.string().nullable(),
});
export type FlagOccurrence = z.infer<typeof FlagOccurrence>;

/** A file that names the flag and was not worked on: in what way, and a sentence for people. */
export const FlagSkippedFile = z.object({
  path: WorkspacePath,
  why: z.enum(['minified', 'generated', 'broken', 'language', 'too_large', 'encoding', 'unreadable']),
  reason: z.string(),
});
export type FlagSkippedFile = z.infer<typeof FlagSkippedFile>;

const figures = z.object({
  files_looked_at: z.int().nonnegative(),
  files_naming_it: z.int().nonnegative(),
  found: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  left: z.int().nonnegative(),
  files_changed: z.int().nonnegative(),
  files_deleted: z.int().nonnegative(),
  lines_added: z.int().nonnegative(),
  lines_removed: z.int().nonnegative(),
});

/** What became of a flag. Occurrences are sorted by path and place. */
export const FlagReport = z.object({
  key: FlagKey,
  value: FlagValue,
  mode: FlagMode,
  occurrences: z.array(FlagOccurrence),
  changed: z.array(WorkspacePath),
  deleted: z.array(WorkspacePath),
  skipped: z.array(FlagSkippedFile),
  warnings: z.array(z.string()),
  /** Keys that are like the one that was looked for, likeliest first; empty when it was found. */
  near_misses: z.array(z.string()),
  figures,
});
export type FlagReport = z.infer<typeof FlagReport>;

/** A flag that a program asks for, wherever its key stands as a literal. */
export const SeenFlag = z.object({
  key: z.string(),
  occurrences: z.int().positive(),
  files: z.int().positive(),
  apis: z.array(z.union([FlagPreset, z.literal('own')])),
});
export type SeenFlag = z.infer<typeof SeenFlag>;

/** `dynamic` are calls whose key is made at run time: whoever counts flags has to know that there are more. */
export const FlagInventory = z.object({
  flags: z.array(SeenFlag),
  dynamic: z.array(FlagOccurrence),
  skipped: z.array(FlagSkippedFile),
  files_looked_at: z.int().nonnegative(),
});
export type FlagInventory = z.infer<typeof FlagInventory>;
