import type { User } from '@iama/contracts/auth/auth';
import type { ModelAlias, ModelClass, ModelStage } from '@iama/contracts/model/model-class';
import type { LlmRouteTable } from '@iama/contracts/model/route-table';

export interface Routed {
  readonly tier: User['tier'];
  readonly stage: ModelStage;
  readonly model_class: ModelClass;
}

/** The alias of the first route that fits; null when none does. */
export function routeModel({ routes }: LlmRouteTable, asked: Routed): ModelAlias | null {
  const fits = <T>(wanted: readonly T[] | undefined, given: T): boolean => wanted?.includes(given) ?? true;
  const found = routes.find(
    ({ tiers, stages, model_classes }) =>
      fits(tiers, asked.tier) && fits(stages, asked.stage) && fits(model_classes, asked.model_class),
  );
  return found?.alias ?? null;
}
