import type { EditSpec } from '@iama/contracts/job/spec-edit';
import type { Spec } from '@iama/contracts/job/spec';
import { mergeSpec } from '@iama/engine/spec/merge-spec';
import type { SpecConflict } from '@iama/engine/spec/merge-spec';
import { contentOf } from '@iama/engine/spec/spec-content';
import type { SpecContent } from '@iama/engine/spec/spec-content';

export interface MergedEdit {
  /** The edit of the revision that stands now. Where both changed the same words, it has the person's own. */
  readonly edit: EditSpec;
  readonly conflicts: readonly SpecConflict[];
}

/** A person's edit of an older revision, worked into the one that stands. */
export function mergeEdit(base: Spec, mine: SpecContent, current: Spec): MergedEdit {
  const { merged, conflicts } = mergeSpec({ base: contentOf(base), mine, theirs: contentOf(current) });
  return { edit: editOf(current.revision_token, merged), conflicts };
}

export function editOf(revision_token: string, { bdd, sdd, allowed_files }: SpecContent): EditSpec {
  return { revision_token, bdd: [...bdd], sdd: [...sdd], allowed_files: [...allowed_files] };
}
