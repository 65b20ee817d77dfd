import { LlmRouteTable } from '@iama/contracts/model/route-table';
import { routeModel } from '../../domain/model/route-model.ts';
import type { ModelDescription } from '../ports/model-port.ts';
import type { ModelDeps } from './model-deps.ts';
import { ModelFailure } from './model-failure.ts';
import type { ModelRequest } from './model-request.ts';

const ROUTE_TABLE = 'IAMA_LLM_ROUTE_TABLE';

/** The model that answers this request. Throws ModelFailure: nothing configured, not entitled, no route. Nothing is sent. */
export async function findModel(
  deps: Pick<ModelDeps, 'store' | 'models'>,
  request: Pick<ModelRequest, 'stage' | 'model_class' | 'caller' | 'job_id' | 'alias'>,
): Promise<ModelDescription> {
  const { store, models } = deps;
  const { stage, model_class, caller, job_id } = request;
  const configured = models.port.list();
  if (configured.length === 0) throw new ModelFailure('MODEL_NOT_CONFIGURED');

  const refusal = await models.entitlements.refusal(caller, { stage, model_class, job_id });
  if (refusal !== null) throw new ModelFailure('MODEL_ENTITLEMENT_DENIED', refusal);

  const alias = request.alias ?? (await routed());
  const found = configured.find((each) => each.alias === alias);
  if (found) return found;
  const known = configured.map((each) => each.alias).join(', ');
  throw new ModelFailure('MODEL_NOT_CONFIGURED', `There is no model called ${alias}; configured: ${known}.`);

  async function routed(): Promise<string> {
    const table = LlmRouteTable.safeParse(await store.read.dynamic_configs.find(ROUTE_TABLE));
    if (!table.success) {
      const where = table.error.issues.map(({ path, message }) => `${path.join('.') || ROUTE_TABLE}: ${message}`);
      throw new ModelFailure('MODEL_ROUTES_INVALID', `${ROUTE_TABLE} cannot be read: ${where.slice(0, 3).join('; ')}.`);
    }
    const to = routeModel(table.data, { tier: caller.tier, stage, model_class });
    if (to !== null) return to;
    throw new ModelFailure(
      'MODEL_NO_ROUTE',
      `No route is for ${stage} with ${model_class} on the plan ${caller.tier}.`,
    );
  }
}
