import assert from 'node:assert/strict';
import type { AdminSession } from '@iama/contracts/admin/admin';
import type { ConfigEntry } from '@iama/contracts/admin/config';
import { findModel } from '@iama/server/app/models/find-model';
import { connect } from '@iama/server/db/connect';
import type { Connection } from '@iama/server/db/connect';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { dynamicConfigReads } from '@iama/server/db/stores/dynamic-configs.pg';
import { sql } from 'drizzle-orm';
import { askAdmin, newAdmin, signInAdmin } from '../../support/admins.ts';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { modelSettings } from '../../support/model-parts.ts';

const CONFIG = '/config/IAMA_LLM_ROUTE_TABLE';
const TWO_MODELS = [
  modelSettings('http://127.0.0.1:9/v1'),
  modelSettings('http://127.0.0.1:9/v1', { alias: 'careful' }),
];

describe('the routes of those who run the product', () => {
  let api: TestApi;
  let engineer: AdminSession;
  let later_ms = 0;

  before(async () => {
    const clock = { now: () => new Date(Date.now() + later_ms) };
    api = await openApi({ works: false, clock, models: TWO_MODELS });
  });
  beforeEach(async () => {
    later_ms = 0;
    engineer = await signInAdmin(api, 'ENGINEER');
  });
  after(() => api.close());

  const ask = (method: string, path: string, body?: object, token = engineer.token) =>
    askAdmin(api, method, path, { token, ...(body ? { body } : {}) });
  const read = async (): Promise<ConfigEntry> => (await ask('GET', CONFIG)).json() as Promise<ConfigEntry>;
  async function refusal(response: Response): Promise<unknown[]> {
    const { code, detail } = (await response.json()) as { code: string; detail: string };
    return [response.status, code, detail];
  }
  const replace = async (routes: readonly object[], revision: number) =>
    ask('PUT', CONFIG, { value: { routes }, revision });

  it('know an admin for eight hours, or until they sign out', async () => {
    assert.equal(((await (await ask('GET', '/auth/me')).json()) as { role: string }).role, 'ENGINEER');
    later_ms = 8 * 3_600_000 - 60_000;
    assert.equal((await ask('GET', '/auth/me')).status, 200);
    later_ms = 8 * 3_600_000 + 1000;
    assert.equal((await ask('GET', '/auth/me')).status, 401);
    later_ms = 0;
    assert.equal((await ask('POST', '/auth/logout')).status, 204);
    assert.equal((await ask('GET', '/auth/me')).status, 401);
  });

  it('are for nobody else: no user, no admin who is disabled, none of another role', async () => {
    const { session, email, password } = await api.newPerson();
    assert.equal((await ask('GET', CONFIG, undefined, session.tokens.access_token)).status, 401);
    const as_admin = await ask('POST', '/auth/login', { email, password });
    assert.deepEqual((await refusal(as_admin)).slice(0, 2), [401, 'INVALID_CREDENTIALS']);
    const admin = await newAdmin(api, 'ENGINEER');
    const anybody = await fetch(`${api.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(admin),
    });
    assert.equal(anybody.status, 401);

    const support = await signInAdmin(api, 'SUPPORT');
    for (const [method, path, body] of [
      ['GET', '/config', undefined],
      ['GET', CONFIG, undefined],
      ['PUT', CONFIG, { value: { routes: [] }, revision: 1 }],
    ] as const) {
      assert.deepEqual((await refusal(await ask(method, path, body, support.token))).slice(0, 2), [
        403,
        'ADMIN_ROLE_DENIED',
      ]);
    }
    await api.spine.db.execute(sql`UPDATE admin_accounts SET status = 'disabled' WHERE id = ${support.admin.id}`);
    assert.equal((await ask('GET', '/auth/me', undefined, support.token)).status, 401);
  });

  it('read the routes of models, with the aliases that lead nowhere', async () => {
    const { revision } = await read();
    const replaced = await replace([{ alias: 'careful' }, { alias: 'gone' }, { alias: 'gone' }], revision);
    const entry = (await replaced.json()) as ConfigEntry;
    assert.deepEqual(entry.unknown_aliases, ['gone']);
    assert.deepEqual(await read(), entry);
    const all = (await (await ask('GET', '/config')).json()) as { items: ConfigEntry[] };
    assert.deepEqual(all.items, [entry]);
    assert.equal((await refusal(await ask('GET', '/config/system.kill_switch.global')))[1], 'CONFIG_UNKNOWN');
  });

  it('replace them by revision: of two who read the same, one is told', async () => {
    const { revision } = await read();
    const both = await Promise.all([
      replace([{ alias: 'default' }], revision),
      replace([{ alias: 'careful' }], revision),
    ]);
    assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([200, 409]));
    const lost = both.find(({ status }) => status === 409);
    assert.ok(lost);
    const [, code, detail] = await refusal(lost);
    assert.deepEqual(
      [code, detail],
      ['CONFIG_CONFLICT', `IAMA_LLM_ROUTE_TABLE is at revision ${revision + 1} now, not ${revision}.`],
    );
    const after = await read();
    assert.deepEqual([after.revision, after.updated_by], [revision + 1, engineer.admin.id]);
  });

  it('change nothing when a value cannot be read, and say where it is wrong', async () => {
    const before = await read();
    for (const [value, said] of [
      ['text', /IAMA_LLM_ROUTE_TABLE: /],
      [{ routes: [{ alias: 'Not An Alias' }] }, /IAMA_LLM_ROUTE_TABLE\.routes\.0\.alias: takes lower-case/],
      [{ routes: [{ alias: 'default', tier: 'FREE' }] }, /routes\.0: .*tier/],
      [{ routes: Array.from({ length: 201 }, () => ({ alias: 'default' })) }, /routes: /],
    ] as const) {
      const [status, code, detail] = await refusal(await ask('PUT', CONFIG, { value, revision: before.revision }));
      assert.deepEqual([status, code], [422, 'CONFIG_INVALID']);
      assert.match(String(detail), said);
    }
    assert.equal((await ask('PUT', CONFIG, { value: { routes: [] } })).status, 400);
    assert.equal((await ask('PUT', CONFIG, { revision: before.revision })).status, 400);
    assert.deepEqual(await read(), before);
  });

  it('write down who replaced what by what', async () => {
    const before = await read();
    await replace([{ tiers: ['MAX'], alias: 'careful' }, { alias: 'default' }], before.revision);
    const rows = await api.spine.db
      .select()
      .from(auditEvents)
      .where(sql`action = 'config.replaced'`);
    assert.deepEqual(
      rows.map(({ data }) => data).find((data) => data['revision'] === before.revision + 1),
      {
        key: 'IAMA_LLM_ROUTE_TABLE',
        revision: before.revision + 1,
        before: before.value,
        after: { routes: [{ tiers: ['MAX'], alias: 'careful' }, { alias: 'default' }] },
        admin_id: engineer.admin.id,
      },
    );
  });

  it('take effect in every process with its next call', async () => {
    // Another process: connections of its own, and nothing that this one remembers.
    const other: Connection = connect(api.spine.url, { max: 1, application: 'iama-test' });
    const person = await api.spine.newActor();
    const answering = async (): Promise<string> => {
      const read_there = { ...api.spine.store.read, dynamic_configs: dynamicConfigReads(other.db) };
      const deps = { store: { ...api.spine.store, read: read_there }, models: api.spine.models };
      const caller = { ...person, tier: 'FREE' as const };
      return (await findModel(deps, { stage: 'refactoring', model_class: 'L1', caller, job_id: null })).alias;
    };
    for (const alias of ['careful', 'default']) {
      await replace([{ alias }], (await read()).revision);
      const replaced_at = performance.now();
      assert.equal(await answering(), alias);
      assert.ok(performance.now() - replaced_at < 5000);
    }
    await other.close();
  });
});
