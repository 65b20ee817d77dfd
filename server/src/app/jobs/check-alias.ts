import type { CreateJob } from '@iama/contracts/job/job';
import { LlmRouteTable } from '@iama/contracts/model/route-table';
import { allowedClasses } from '../../domain/model/allowed-classes.ts';
import { classesOfAlias } from '../../domain/model/classes-of-alias.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { callerOf } from '../models/caller-of.ts';
import { ROUTE_TABLE } from '../models/find-model.ts';

/** Whether this person may have the model that they name. MODEL_UNKNOWN, MODEL_NOT_IN_PLAN. */
export async function checkAlias(
  { store, models }: Pick<AppDeps, 'store' | 'models'>,
  actor: Actor,
  { model_alias: alias }: CreateJob,
): Promise<void> {
  if (alias === undefined) return;
  const known = models.port.list().map((each) => each.alias);
  if (!known.includes(alias))
    throw new AppError('MODEL_UNKNOWN', `There is no model called ${alias}; configured: ${known.join(', ')}.`);
  const table = LlmRouteTable.safeParse(await store.read.dynamic_configs.find(ROUTE_TABLE));
  const classes = classesOfAlias(table.data ?? { routes: [] }, alias);
  const { tier } = callerOf(actor);
  const included = allowedClasses(tier);
  if (classes.some((each) => included.includes(each))) return;
  throw new AppError(
    'MODEL_NOT_IN_PLAN',
    `${alias} is a model of ${classes.join(' and ')}; the plan ${tier} includes ${included.join(' and ')}.`,
  );
}
