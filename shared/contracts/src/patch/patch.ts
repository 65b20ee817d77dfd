import { z } from 'zod';
import { Sha256, WorkspacePath } from '../primitives.ts';

/**
 * Replace `[start, end)` of the base text by `replacement`. Offsets count UTF-16 code units in the decoded text,
 * BOM excluded. Edits of a file are sorted and do not overlap. `finding_id` names the finding that asked for it.
 */
export const TextEdit = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  replacement: z.string(),
  finding_id: z.string(),
});
export type TextEdit = z.infer<typeof TextEdit>;

/**
 * A reviewable piece of a file's change. `lines` are for display: first character ` `, `-` or `+`, or `\` for git's
 * note that the line above has no newline at its end;
 * what is applied are the `edits` (indexes into the file's `edits`).
 * `depends_on` lists hunks that must be accepted with this one, and `because` says why, in words.
 */
export const Hunk = z.object({
  id: z.string(),
  edits: z.array(z.int().nonnegative()),
  old_start: z.int().nonnegative(),
  old_lines: z.int().nonnegative(),
  new_start: z.int().nonnegative(),
  new_lines: z.int().nonnegative(),
  lines: z.array(z.string()),
  finding_ids: z.array(z.string()),
  depends_on: z.array(z.string()),
  because: z.string().nullable(),
});
export type Hunk = z.infer<typeof Hunk>;

/**
 * One file's change. `modify`, `rename` (with or without edits) and `delete` carry the hash of the bytes they were made
 * from; `create` has no base and one edit at 0. `result_sha256` is null for `delete`. A `create`, `delete` or plain
 * `rename` has exactly one hunk, so that everything can be accepted or refused by hunk.
 */
export const PatchFile = z.object({
  path: WorkspacePath,
  change: z.enum(['modify', 'create', 'delete', 'rename']),
  new_path: WorkspacePath.nullable(),
  base_sha256: Sha256.nullable(),
  result_sha256: Sha256.nullable(),
  edits: z.array(TextEdit),
  hunks: z.array(Hunk),
});
export type PatchFile = z.infer<typeof PatchFile>;

/** A set of edits that is applied as one transaction. Files are sorted by path, each path at most once. */
export const Patch = z.object({
  schema_version: z.literal(1),
  files: z.array(PatchFile),
  lines_added: z.int().nonnegative(),
  lines_removed: z.int().nonnegative(),
});
export type Patch = z.infer<typeof Patch>;
