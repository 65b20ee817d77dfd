import { ModelClass } from '@iama/contracts/model/model-class';
import type { LlmRouteTable } from '@iama/contracts/model/route-table';

/**
 * The classes that the routes use a model for: what a plan has to include one of before somebody names the model themselves. A
 * model that no route leads to stands in no class above the first.
 */
export function classesOfAlias({ routes }: LlmRouteTable, alias: string): readonly ModelClass[] {
  const leading = routes.filter((route) => route.alias === alias);
  if (leading.length === 0) return ['L1'];
  const named = new Set(leading.flatMap(({ model_classes }) => model_classes ?? ModelClass.options));
  return ModelClass.options.filter((each) => named.has(each));
}
