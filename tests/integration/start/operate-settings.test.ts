import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { sql } from 'drizzle-orm';
import { askAdmin } from '../../support/admins.ts';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { startProduct } from '../../support/product.ts';

const KEY = 'IAMA_LLM_ROUTE_TABLE';

describe('settings and admins at the server’s machine', function () {
  this.timeout(60_000);
  let api: TestApi;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iama-operate-'));
    api = await openApi({ works: false });
  });
  after(async () => {
    await api.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function operate(args: readonly string[], input = ''): Promise<{ code: unknown; output: string }> {
    const product = startProduct('operate', { DATABASE_URL: api.spine.url, IAMA_DATA_DIR: folder }, args, input);
    const code = await product.ended;
    return { code, output: product.output() };
  }
  const set = async (text: string, revision: string) => {
    const file = join(folder, 'routes.json');
    await writeFile(file, text);
    return operate(['config', 'set', KEY, '--file', file, '--revision', revision]);
  };

  it('shows a setting, replaces it by its revision, and says what it would not take', async () => {
    const shown = await operate(['config', 'get', KEY]);
    assert.equal(shown.code, 0);
    assert.match(shown.output, /"alias": "default"[^]*Revision 1, written/);
    assert.match(shown.output, /No model is configured here as default/);

    const routes = [{ tiers: ['MAX'], alias: 'default' }, { alias: 'default' }];
    const done = await set(JSON.stringify({ routes }), '1');
    assert.equal(done.code, 0, done.output);
    assert.match(done.output, /is at revision 2 now/);
    assert.deepEqual(await api.spine.store.read.dynamic_configs.find(KEY), { routes });
    const [audited] = await api.spine.db
      .select()
      .from(auditEvents)
      .where(sql`action = 'config.replaced'`);
    assert.equal(typeof audited?.data['operator'], 'string');

    for (const [text, revision, said] of [
      [JSON.stringify({ routes }), '1', /at revision 2 now, not 1/],
      ['{ "routes": [{ "alias": 1 }] }', '2', /routes\.0\.alias/],
      ['{', '2', /cannot be read as JSON/],
    ] as const) {
      const { code, output } = await set(text, revision);
      assert.deepEqual([code, said.test(output)], [1, true], output);
    }
    assert.match((await operate(['config', 'get', 'NOTHING'])).output, /no setting of this name/);
    assert.match((await operate(['config', 'get', KEY])).output, /Revision 2,/);
  });

  it('makes an admin, who can sign in with the password that was typed', async () => {
    const add = (input: string) =>
      operate(['admin', 'add', '--email', 'Root@example.test', '--role', 'ENGINEER'], input);
    assert.equal((await add('short\n')).code, 1);
    const password = 'a password of some length';
    assert.deepEqual(await add(`${password}\n`), { code: 0, output: 'root@example.test is an admin now: ENGINEER.\n' });
    assert.equal((await add(`${password}\n`)).code, 1);
    const session = await askAdmin(api, 'POST', '/auth/login', { body: { email: 'root@example.test', password } });
    assert.equal(session.status, 200);
    const { token } = (await session.json()) as { token: string };
    assert.equal((await askAdmin(api, 'GET', `/config/${KEY}`, { token })).status, 200);
    const rows = await api.spine.db
      .select()
      .from(auditEvents)
      .where(sql`action LIKE 'admin.%'`);
    assert.deepEqual(rows.map(({ action }) => action).toSorted(), ['admin.created', 'admin.session_opened']);
    assert.doesNotMatch(JSON.stringify(rows), /a password of some length/);
  });
});
