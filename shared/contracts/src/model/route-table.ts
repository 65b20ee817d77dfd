import { z } from 'zod';
import { User } from '../auth/auth.ts';
import { ModelAlias, ModelClass, ModelStage } from './model-class.ts';

/** Which model answers. A list that is left out fits everything; the first route that fits counts. */
export const ModelRoute = z.strictObject({
  tiers: z.array(User.shape.tier).min(1).optional(),
  stages: z.array(ModelStage).min(1).optional(),
  model_classes: z.array(ModelClass).min(1).optional(),
  alias: ModelAlias,
});
export type ModelRoute = z.infer<typeof ModelRoute>;

/** The value of `IAMA_LLM_ROUTE_TABLE` in `dynamic_configs`. */
export const LlmRouteTable = z.strictObject({ routes: z.array(ModelRoute).max(200) });
export type LlmRouteTable = z.infer<typeof LlmRouteTable>;
