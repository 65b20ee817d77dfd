import { LlmRouteTable } from '@iama/contracts/model/route-table';
import type { ClientModel } from '@iama/contracts/model/client-model';
import { routeModel } from '../../domain/model/route-model.ts';
import type { ModelDescription } from '../ports/model-port.ts';
import type { ModelDeps } from './model-deps.ts';
import { ModelFailure } from './model-failure.ts';
import type { ModelRequest } from './model-request.ts';

export const ROUTE_TABLE = 'IAMA_LLM_ROUTE_TABLE';

/** The model that answers this request. Throws ModelFailure: nothing configured, not entitled, no route. Nothing is sent. */
export async function findModel(
  deps: Pick<ModelDeps, 'store' | 'models'>,
  request: Pick<ModelRequest, 'stage' | 'model_class' | 'caller' | 'job_id' | 'alias' | 'client'>,
): Promise<ModelDescription> {
  const { store, models } = deps;
  const { stage, model_class, caller, job_id } = request;
  if (request.client) return await clientModel(store, request.client.model, job_id);
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

/** Calls of the editor's own model that one job may make: they are the person's, and cost what they have agreed on with others. */
const MOST_CLIENT_CALLS = 30;
const CLIENT_ANSWER_MS = 10 * 60_000;

async function clientModel(
  store: ModelDeps['store'],
  { id }: ClientModel,
  job_id: string | null,
): Promise<ModelDescription> {
  const receipts = job_id === null ? [] : await store.read.model_calls.receipts(job_id);
  const made = receipts.filter(({ body }) => body.provider === 'client').length;
  if (made >= MOST_CLIENT_CALLS) throw new ModelFailure('MODEL_CALLS_USED_UP');
  const known = { alias: 'client', provider: 'client', model: id, served_as: [], endpoint: 'the editor' } as const;
  return { ...known, price: null, total_ms: CLIENT_ANSWER_MS };
}
