import { randomUUID } from 'node:crypto';
import type { ModelDeps } from '@iama/server/app/models/model-deps';
import type { ModelCaller, ModelRequest } from '@iama/server/app/models/model-request';
import { planEntitlements } from '@iama/server/app/models/plan-entitlements';
import type { Clock } from '@iama/server/app/ports/clock';
import { usageLedger } from '@iama/server/db/schema/usage-ledger';
import { cockatielGuard } from '@iama/server/model/cockatiel-guard';
import type { GuardTiming } from '@iama/server/model/cockatiel-guard';
import type { ModelSettings } from '@iama/server/model/model-settings';
import { sdkModelPort } from '@iama/server/model/sdk-model-port';
import { systemClock } from '@iama/server/system';
import { openSpine } from './spine.ts';
import type { Spine } from './spine.ts';

/** Everything that asking a model takes, on a database of its own. */
export interface ModelSpine extends ModelDeps {
  readonly spine: Spine;
  readonly caller: ModelCaller;
  request(more?: Partial<ModelRequest>): ModelRequest;
  ledger(): Promise<(typeof usageLedger.$inferSelect)[]>;
  close(): Promise<void>;
}

const QUICK: GuardTiming = { first_pause_ms: 1, longest_pause_ms: 2000, rest_ms: 60_000 };

export function modelSettings(base_url: string, more: Partial<ModelSettings> = {}): ModelSettings {
  return {
    alias: 'default',
    provider: 'openai-compatible',
    model: 'scripted-1',
    base_url,
    key: null,
    served_as: [],
    price: { input: 1, output: 2 },
    output_limit_field: 'max_tokens',
    stream_usage: true,
    prompt_cache_key: false,
    concurrency: 8,
    first_token_ms: 5000,
    idle_ms: 5000,
    total_ms: 8000,
    ...more,
  };
}

interface Options {
  readonly timing?: Partial<GuardTiming>;
  readonly env?: NodeJS.ProcessEnv;
  readonly clock?: Clock;
  readonly tier?: ModelCaller['tier'];
}

export function modelParts(
  models: readonly ModelSettings[],
  { store }: Pick<Spine, 'store'>,
  { timing, env = {} }: Options = {},
): ModelDeps['models'] {
  return {
    port: sdkModelPort(models, { env, clock: systemClock }),
    guard: cockatielGuard(models, () => 0.5, { ...QUICK, ...timing }),
    entitlements: planEntitlements(store.read.quota),
  };
}

export async function openModelSpine(models: readonly ModelSettings[], options: Options = {}): Promise<ModelSpine> {
  const spine = await openSpine({ works: false });
  const actor = await spine.newActor();
  const caller: ModelCaller = { ...actor, tier: options.tier ?? 'PRO' };
  return {
    ...spine,
    ...(options.clock ? { clock: options.clock } : {}),
    spine,
    models: modelParts(models, spine, options),
    caller,
    request: (more = {}) => modelRequest(caller, more),
    ledger: () => spine.db.select().from(usageLedger).orderBy(usageLedger.at),
    close: () => spine.close(),
  };
}

export function modelRequest(caller: ModelCaller, more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    caller,
    job_id: null,
    request_key: randomUUID(),
    stage: 'refactoring',
    model_class: 'L1',
    prompt: { stable: ['You count.'], turns: [{ role: 'user', text: 'Count to seven.' }] },
    slices: [],
    placeholders: {},
    ...more,
  };
}
