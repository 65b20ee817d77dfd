import type { EditSpec } from '@iama/contracts/job/spec-edit';
import type { Spec } from '@iama/contracts/job/spec';
import { mergeSpec } from '@iama/engine/spec/merge-spec';
import type { SpecConflict } from '@iama/engine/spec/merge-spec';
import { printConflict } from '@iama/engine/spec/print-conflict';
import { printSpec } from '@iama/engine/spec/print-spec';
import { contentOf } from '@iama/engine/spec/spec-content';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import type { Translate } from '../translate.ts';

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

/** The merge as text, with both sides between the editor's conflict markers where they changed the same words. */
export function conflictText(base: Spec, mine: SpecContent, current: Spec, t: Translate): string {
  const theirs = contentOf(current);
  const text = (sides: { readonly mine: SpecContent; readonly theirs: SpecContent }) =>
    printSpec({ ...current, ...mergeSpec({ base: contentOf(base), ...sides }).merged });
  return printConflict(
    { name: t('yours'), text: text({ mine, theirs }) },
    { name: t('revision {0}', current.revision), text: text({ mine: theirs, theirs: mine }) },
  );
}

export function editOf(revision_token: string, { bdd, sdd, allowed_files }: SpecContent): EditSpec {
  return { revision_token, bdd: [...bdd], sdd: [...sdd], allowed_files: [...allowed_files] };
}
