import type { ModelClass, ModelStage } from '@iama/contracts/model/model-class';
import type { ModelCaller } from '../models/model-request.ts';

export interface Entitlements {
  /** Why this person may not use a model of this class now, in a sentence; null when they may. Asked before each call. */
  refusal(
    caller: ModelCaller,
    asked: { readonly stage: ModelStage; readonly model_class: ModelClass; readonly job_id: string | null },
  ): Promise<string | null>;
}
