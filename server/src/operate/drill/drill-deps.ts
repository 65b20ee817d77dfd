import type { AppDeps } from '../../app/deps.ts';
import { readKillSwitches } from '../../app/kill-switch/read-kill-switches.ts';
import { planEntitlements } from '../../app/models/plan-entitlements.ts';
import { DEFAULT_POLICY } from '../../app/policy.ts';
import type { ActivityRequest } from '../../app/ports/queue.ts';
import type { Store } from '../../app/ports/store.ts';
import { ACTIVITIES } from '../../db/queue/queue-names.ts';
import { queueIn } from '../../db/queue/queue-in.ts';
import { pgStore } from '../../db/store.pg.ts';
import { callSwitch } from '../../domain/kill-switch/find-switch.ts';
import { cockatielGuard } from '../../model/cockatiel-guard.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import { pollSwitches } from '../../model/poll-switches.ts';
import { sdkModelPort } from '../../model/sdk-model-port.ts';
import { systemDigest, systemPause } from '../../system.ts';
import { fromDrizzle } from 'pg-boss';
import { sql } from 'drizzle-orm';
import { QUIET } from '../open-operator.ts';
import type { Operator } from '../open-operator.ts';

export const DRILL_MODEL = 'drill';
/** Longer than any drill: no worker takes an entry before that. */
const HELD_S = 600;
const PATIENCE_MS = 60_000;

/** The use cases of the server, with a model of the drill's own; and the activities that they have put into the queue. */
export interface DrillDeps extends AppDeps {
  readonly queued: ActivityRequest[];
}

/** Activities that are asked for here stay in the queue, so that they can be found waiting there. */
export function drillDeps(operator: Operator, base_url: string): DrillDeps {
  const { db, boss, clock, ids, contents } = operator;
  const queued: ActivityRequest[] = [];
  const own = pgStore(
    db,
    (tx) => ({
      ...queueIn(boss)(tx),
      async enqueueActivity(request) {
        queued.push(request);
        await boss.send(ACTIVITIES, request, { id: request.id, startAfter: HELD_S, db: fromDrizzle(tx, sql) });
      },
    }),
    contents,
  );
  const store = routedToDrill(own);
  const models = [settings(base_url)];
  return {
    store,
    contents,
    clock,
    ids,
    digest: systemDigest,
    log: QUIET,
    policy: DEFAULT_POLICY,
    models: {
      port: sdkModelPort(models, { env: {}, clock }),
      guard: cockatielGuard(models, Math.random),
      entitlements: planEntitlements(store.read.quota),
      pause: systemPause,
      switches: pollSwitches({
        read: () => readKillSwitches(store.read.dynamic_configs),
        find: callSwitch,
        every_ms: 1000,
        onFailure: () => undefined,
      }),
    },
    queued,
  };
}

/** The server's own routes lead to its own models. */
function routedToDrill(store: Store): Store {
  const { read } = store;
  const find = (key: string): Promise<unknown> =>
    key === 'IAMA_LLM_ROUTE_TABLE'
      ? Promise.resolve({ routes: [{ alias: DRILL_MODEL }] })
      : read.dynamic_configs.find(key);
  return { ...store, read: { ...read, dynamic_configs: { ...read.dynamic_configs, find } } };
}

function settings(base_url: string): ModelSettings {
  return {
    alias: DRILL_MODEL,
    provider: 'openai-compatible',
    model: DRILL_MODEL,
    base_url,
    key: null,
    served_as: [],
    price: null,
    output_limit_field: 'max_tokens',
    stream_usage: false,
    prompt_cache_key: false,
    concurrency: 1,
    first_token_ms: PATIENCE_MS,
    idle_ms: PATIENCE_MS,
    total_ms: PATIENCE_MS,
  };
}
