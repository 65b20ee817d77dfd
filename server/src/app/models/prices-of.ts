import type { ModelClass, ModelStage } from '@iama/contracts/model/model-class';
import type { ModelPrice } from '@iama/contracts/model/usage';
import { findModel } from './find-model.ts';
import type { ModelDeps } from './model-deps.ts';
import type { ModelRequest } from './model-request.ts';

export type ClassPrices = Readonly<Record<ModelClass, ModelPrice | null>>;

/** What a repair, or another `stage`, in each of these classes is priced at; null where the class leads nowhere, or its model has no price. */
export async function pricesOf(
  deps: Pick<ModelDeps, 'store' | 'models'>,
  by: Pick<ModelRequest, 'caller' | 'job_id' | 'alias' | 'client'>,
  classes: readonly ModelClass[],
  stage: ModelStage = 'self_healing',
): Promise<ClassPrices> {
  const prices: Record<ModelClass, ModelPrice | null> = { L1: null, L2: null, L3: null };
  for (const model_class of new Set(classes)) {
    const found = await findModel(deps, {
      caller: by.caller,
      job_id: by.job_id,
      alias: by.alias,
      client: by.client,
      stage,
      model_class,
    }).catch(() => null);
    prices[model_class] = found?.price ?? null;
  }
  return prices;
}
