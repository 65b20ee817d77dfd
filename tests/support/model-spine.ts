import { randomUUID } from 'node:crypto';
import type { ModelDeps } from '@iama/server/app/models/model-deps';
import type { ModelCaller, ModelRequest } from '@iama/server/app/models/model-request';
import type { Clock } from '@iama/server/app/ports/clock';
import { usageLedger } from '@iama/server/db/schema/usage-ledger';
import type { ModelSettings } from '@iama/server/model/model-settings';
import { modelParts } from './model-parts.ts';
import type { ModelOptions } from './model-parts.ts';
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

interface Options extends ModelOptions {
  readonly clock?: Clock;
  readonly tier?: ModelCaller['tier'];
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
