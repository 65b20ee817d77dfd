import type { Anchor } from '@iama/contracts/job/anchor';
import type { BddItem, SddItem, Spec } from '@iama/contracts/job/spec';
import type { BddDraft, EditSpec, SddDraft } from '@iama/contracts/job/spec-edit';
import { anchorItem } from './anchor-item.ts';
import { nameSome } from '../text/name-some.ts';

export interface SpecEdit {
  readonly current: Spec;
  readonly edit: Pick<EditSpec, 'bdd' | 'sdd' | 'allowed_files'>;
  /** Everything that the plan changes: the widest that `allowed_files` may be. */
  readonly plan_files: readonly string[];
  /** What the code was when the plan was made. */
  readonly anchors?: readonly Anchor[];
  readonly revision_token: string;
  readonly author_id: string;
  /** A new id each time, for items that have none: letters, digits and hyphens. */
  readonly newId: () => string;
}

export type EditedSpec =
  | { readonly ok: true; readonly spec: Spec }
  /** `detail` is a sentence for the person. */
  | { readonly ok: false; readonly code: 'SPEC_OUT_OF_PLAN' | 'VALIDATION_FAILED'; readonly detail: string };

const MAX_NAMED = 5;

/** The revision that an edit makes of the one that stands. Files can be taken out of the agreement, never brought in. */
export function editSpec(asked: SpecEdit): EditedSpec {
  const { current, edit, plan_files, anchors = [], revision_token, author_id, newId } = asked;
  const { bdd = current.bdd, sdd = current.sdd } = edit;
  const allowed_files = [...new Set(edit.allowed_files ?? current.allowed_files)];
  const planned = new Set(plan_files);
  const outside = allowed_files.filter((path) => !planned.has(path)).toSorted();
  if (outside.length > 0) {
    const detail = `The plan does not change ${nameSome(outside, MAX_NAMED)}.`;
    return { ok: false, code: 'SPEC_OUT_OF_PLAN', detail };
  }
  const given = [...bdd, ...sdd].flatMap(({ id }) => id ?? []);
  const twice = given.find((id, place) => given.indexOf(id) !== place);
  if (twice !== undefined) return { ok: false, code: 'VALIDATION_FAILED', detail: `Two items have the id ${twice}.` };
  const named = <Draft extends BddDraft | SddDraft>(prefix: string, draft: Draft) => ({
    ...draft,
    id: draft.id ?? `${prefix}-${newId()}`,
  });
  const { approved_by: _by, implicit: _unseen, ...content } = current;
  const spec: Spec = {
    ...content,
    revision: current.revision + 1,
    revision_token,
    bdd: bdd.map((draft): BddItem => anchorItem(named('bdd', draft), anchors)),
    sdd: sdd.map((draft): SddItem => anchorItem(named(draft.kind, draft), anchors)),
    allowed_files,
    author_id,
    approved_at: null,
  };
  return { ok: true, spec };
}
