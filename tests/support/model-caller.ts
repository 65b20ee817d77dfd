import { callModel } from '@iama/server/app/models/call-model';
import { connect } from '@iama/server/db/connect';
import { pgStore } from '@iama/server/db/store.pg';
import { systemClock, systemDigest, systemIds } from '@iama/server/system';
import { modelParts, modelSettings } from './model-parts.ts';
import { modelRequest } from './model-spine.ts';

/**
 * A process that asks a model many times at once. Its parent kills it at any moment. Now and then it cancels by itself.
 * Arguments: database, address of the model, user, organisation, how many calls.
 */
const [, , database = '', base_url = '', user_id = '', org_id = '', count = '0'] = process.argv;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const connection = connect(database, { max: 8, application: 'iama-test-caller' });
// Nothing here puts work into the queue.
const store = pgStore(connection.db, () => ({}) as never, {} as never);
const deps = {
  store,
  clock: systemClock,
  ids: systemIds,
  digest: systemDigest,
  log: silent,
  models: modelParts([modelSettings(base_url, { concurrency: 16 })], { store }, { timing: { rest_ms: 1 } }),
};
const LANES = 16;
let left = Number(count);

async function lane(): Promise<void> {
  while (left > 0) {
    left -= 1;
    const cancel = new AbortController();
    const fickle = left % 7 === 0;
    const onText = fickle ? () => cancel.abort() : undefined;
    const asked = modelRequest({ user_id, org_id, tier: 'PRO' }, onText ? { onText } : {});
    await callModel(deps, asked, cancel.signal).catch(() => undefined);
    process.stdout.write('.');
  }
}

await Promise.all(Array.from({ length: LANES }, lane));
await connection.close();
