import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';

/** What keeps a part of a text from being read as edits. `line` counts from 1. */
export interface ReadProblem {
  readonly line: number;
  readonly message: string;
}

/**
 * What could be read. With problems, `set` holds the rest for showing; applying it would do less than was asked, so do
 * not. Null when there is no edit at all.
 */
export interface ReadEdits {
  readonly format: 'fences' | 'codex' | 'diff' | 'json' | 'none';
  readonly set: PatchEditSet | null;
  readonly problems: readonly ReadProblem[];
}
