import type { EditSpec } from '@iama/contracts/job/spec-edit';
import type { Spec } from '@iama/contracts/job/spec';
import { differenceOf, isEmpty } from '@iama/engine/spec/difference-of';
import { normalizeContent } from '@iama/engine/spec/spec-content';
import { editSpec as decideEdit } from '../../domain/plan/edit-spec.ts';
import { planFiles } from '../../domain/plan/plan-files.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { AppDeps } from '../deps.ts';
import { advance } from '../jobs/advance.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import { onJob } from '../jobs/on-job.ts';
import type { Transaction } from '../ports/store.ts';
import { currentRevision } from './current-revision.ts';
import { storeRevision } from './store-revision.ts';

/**
 * A person's edit, as the next revision. One that changes nothing makes none, so that nobody's token becomes stale for it.
 * NOT_FOUND, ILLEGAL_TRANSITION, SPEC_REVISION_CONFLICT, SPEC_OUT_OF_PLAN, VALIDATION_FAILED.
 */
export function editSpec(deps: AppDeps, actor: Actor, input: { job_id: string } & EditSpec): Promise<Spec> {
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    assertAccepts(job.record, 'edit_spec');
    const current = await currentRevision(tx.artifacts, job.id, input.revision_token);
    const edited = decideEdit({
      current,
      edit: normalized(current, input),
      ...(await planOf(tx, job)),
      revision_token: deps.ids.next(),
      author_id: actor.user_id,
      // The end of an id is its random part.
      newId: () => deps.ids.next().slice(-12),
    });
    if (!edited.ok) throw new AppError(edited.code, edited.detail);
    const { spec } = edited;
    if (isEmpty(differenceOf(current, spec))) return current;
    const { id: spec_artifact_id } = await storeRevision(deps, tx, job, spec);
    const facts = { spec_artifact_id, revision: spec.revision, allowed_files: spec.allowed_files };
    await advance(deps, tx, job, { type: 'edit_spec', ...facts }, actor);
    return spec;
  });
}

/** As an editor would give the texts back; only lists that were sent, so that the others stay byte for byte. */
function normalized(
  current: Spec,
  { bdd, sdd, allowed_files }: EditSpec,
): Pick<EditSpec, 'bdd' | 'sdd' | 'allowed_files'> {
  const content = normalizeContent({ bdd: bdd ?? [], sdd: sdd ?? [], allowed_files: [] });
  return {
    bdd: bdd && [...content.bdd],
    sdd: sdd && [...content.sdd],
    allowed_files: allowed_files ?? current.allowed_files,
  };
}

async function planOf(tx: Transaction, job: LockedJob) {
  const analysis = await readLatest(tx.artifacts, job.id, 'analysis');
  const plan = analysis?.plans.find(({ level }) => level === job.record.level);
  if (!plan) throw new Error(`Job ${job.id} has a specification but no plan`);
  return { plan_files: planFiles(plan), anchors: analysis?.anchors ?? [] };
}
