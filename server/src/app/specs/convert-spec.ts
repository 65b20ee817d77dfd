import { BddDraft, SddDraft } from '@iama/contracts/job/spec-edit';
import type { ConvertSpec, SpecPreview } from '@iama/contracts/job/spec-preview';
import type { Spec } from '@iama/contracts/job/spec';
import { z } from 'zod';
import { lineOf } from '../../domain/evidence/model-cost.ts';
import { specPrompt } from '../../domain/prompt/spec-prompt.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { assertAccepts } from '../jobs/assert-accepts.ts';
import { findJob } from '../jobs/find-job.ts';
import { askModel } from '../models/ask-model.ts';
import { callerOf } from '../models/caller-of.ts';
import { ModelFailure } from '../models/model-failure.ts';
import { allowedClasses } from '../../domain/model/allowed-classes.ts';
import { currentRevision } from './current-revision.ts';

/**
 * The specification as a model would write it after a person's words. A preview: nothing is stored but the receipt of the call.
 * NOT_FOUND, ILLEGAL_TRANSITION, SPEC_REVISION_CONFLICT, MODEL_NOT_CONFIGURED, MODEL_UNAVAILABLE.
 */
export async function convertSpec(
  deps: AppDeps,
  actor: Actor,
  input: { readonly job_id: string } & ConvertSpec,
  signal: AbortSignal,
): Promise<SpecPreview> {
  const job = await findJob(deps, actor, input.job_id);
  assertAccepts(job, 'edit_spec');
  if (deps.models.port.list().length === 0) throw new AppError('MODEL_NOT_CONFIGURED');
  const spec = await currentRevision(deps.store.read.artifacts, job.id, input.revision_token);
  const caller = callerOf(actor);
  const request = {
    caller,
    job_id: job.id,
    request_key: `${job.id}/convert/${deps.ids.next()}`,
    stage: 'specification',
    model_class: allowedClasses(caller.tier).includes('L2') ? 'L2' : 'L1',
    prompt: specPrompt(spec, input.text),
    slices: [],
    placeholders: {},
  } as const;
  try {
    const { value, answers } = await askModel(deps, request, answerFor(spec), signal);
    const receipts = answers.map(({ receipt, receipt_sha256 }) => lineOf({ body: receipt, sha256: receipt_sha256 }));
    return { revision_token: input.revision_token, ...value, receipts };
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    throw new AppError('MODEL_UNAVAILABLE', `${error.message} ${error.next}`);
  }
}

/** Items that are there keep their ids and their links; a model makes up neither. */
function answerFor(spec: Spec) {
  const ids = new Set([...spec.bdd, ...spec.sdd].map(({ id }) => id));
  const links = {
    paths: new Set([...spec.allowed_files, ...[...spec.bdd, ...spec.sdd].flatMap(({ paths }) => paths)]),
    symbols: new Set([...spec.bdd, ...spec.sdd].flatMap(({ symbols }) => symbols)),
    test_ids: new Set([...spec.bdd, ...spec.sdd].flatMap(({ test_ids }) => test_ids)),
  };
  return z
    .object({
      bdd: z.array(BddDraft).max(500),
      sdd: z.array(SddDraft).max(1000),
      note: z.string().max(1000).default(''),
    })
    .superRefine(({ bdd, sdd }, check) => {
      for (const item of [...bdd, ...sdd]) {
        const say = (message: string): void => check.addIssue({ code: 'custom', path: [item.id ?? 'new'], message });
        if (item.id !== null && !ids.has(item.id)) say('there is no item with this id; a new one has the id null');
        for (const kind of ['paths', 'symbols', 'test_ids'] as const) {
          const strange = item[kind].filter((each) => !links[kind].has(each));
          if (strange.length > 0) say(`${strange.slice(0, 3).join(', ')} stands nowhere in the specification`);
        }
      }
    });
}
