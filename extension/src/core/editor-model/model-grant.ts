import type { TaskFailure, TaskPayload } from '@iama/contracts/task/payload';
import { z } from 'zod';

/** What a person allowed when they started a job: this model of the editor, and how often it was asked since. */
export const ModelGrant = () => z.object({ model_id: z.string(), name: z.string(), used: z.int().nonnegative() });
export type ModelGrant = z.infer<ReturnType<typeof ModelGrant>>;

export type ModelCall = Extract<TaskPayload, { kind: 'model_call' }>;

/**
 * Why a call is not made, before anything is looked up or sent; null where the person allowed it. A control plane that asks for a
 * job without a grant, or for another model, is refused.
 */
export function refuseCall(
  grant: ModelGrant | null,
  { model }: Pick<ModelCall, 'model'>,
  most: number,
): TaskFailure | null {
  if (grant === null) return refusal('MODEL_CONSENT_MISSING', 'Nobody chose a model of this editor for this job.');
  if (grant.model_id !== model.id) {
    const message = `${quoted(grant.name)} was chosen for this job, and ${quoted(model.name)} was asked for.`;
    return refusal('MODEL_CONSENT_MISSING', message);
  }
  if (grant.used < most) return null;
  return refusal(
    'MODEL_CALLS_USED_UP',
    `Requests so far: ${grant.used}. The setting iama.editorModel.maxRequestsPerJob allows ${most}.`,
  );
}

export function refusal(code: TaskFailure['code'], message: string): TaskFailure {
  return { code, message, retryable: false };
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
