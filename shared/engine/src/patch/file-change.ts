import type { TextEdit } from '@iama/contracts/patch/patch';

/** What a recipe wants done to one file, before hashes and hunks exist. Edits are sorted and do not overlap. */
export type FileChange =
  | { readonly change: 'modify'; readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly change: 'create'; readonly path: string; readonly text: string; readonly finding_id: string }
  | { readonly change: 'delete'; readonly path: string; readonly finding_id: string }
  | {
      readonly change: 'rename';
      readonly path: string;
      readonly new_path: string;
      readonly finding_id: string;
      readonly edits: readonly TextEdit[];
    };
