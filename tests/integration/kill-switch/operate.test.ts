import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { startProduct } from '../../support/product.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';

describe('what an operator does at the server’s machine', function () {
  this.timeout(60_000);
  let api: TestApi;
  let data_dir: string;

  before(async () => {
    data_dir = await mkdtemp(join(tmpdir(), 'iama-operate-'));
  });
  after(() => rm(data_dir, { recursive: true, force: true }));
  afterEach(() => api.close());

  async function operate(...args: string[]): Promise<{ code: unknown; output: string }> {
    const env = { DATABASE_URL: api.spine.url, IAMA_DATA_DIR: data_dir };
    const product = startProduct('operate', env, ['kill-switch', ...args]);
    const code = await product.ended;
    return { code, output: product.output() };
  }

  it('switches jobs off, sees them end, lists the switch, and switches them on again', async () => {
    api = await openApi();
    const client = await ScriptedClient.begin(api.spine);
    const on = await operate('on', '--scope', 'global', '--reason', 'The disk is full.');
    assert.deepEqual(on, {
      code: 0,
      output: 'global is switched off: The disk is full.\nJobs under way: 1. All have ended.\n',
    });
    assert.match((await client.job()).failure?.detail ?? '', /The disk is full\./);
    assert.match((await operate('list')).output, /^global is switched off: The disk is full\.\n$/);
    assert.equal((await operate('off', '--scope', 'global')).code, 0);
    assert.match((await operate('list')).output, /Nothing is switched off/);
    assert.match((await operate('off', '--scope', 'global')).output, /was not switched off/);
    assert.match((await operate('on', '--scope', 'plan:MAX', '--reason', 'x')).output, /No job was under way/);
    client.close();
  });

  it('says so when nobody is there to end the jobs', async () => {
    api = await openApi({ works: false });
    const client = await ScriptedClient.begin(api.spine);
    const { code, output } = await operate('on', '--scope', 'global', '--reason', 'The disk is full.');
    assert.equal(code, 1);
    assert.match(output, /1 of 1 jobs under way have not ended.*worker/);
    client.close();
  });

  it('drills the switch, and leaves nothing but the audit of it', async () => {
    api = await openApi();
    const bystander = await ScriptedClient.begin(api.spine);
    const before = await counts();
    const { code, output } = await operate('drill', '--server', api.url);
    assert.equal(code, 0, output);
    assert.match(output, /All 8 were reached within 5 s\.\n$/);
    assert.deepEqual(await counts(), before);
    assert.equal((await bystander.job()).state, 'ANALYZING', 'nobody else was touched');
    bystander.close();
  });

  it('lists in a drill what escaped, where no worker looks', async () => {
    api = await openApi({ works: false });
    const { code, output } = await operate('drill', '--server', api.url);
    assert.equal(code, 1, output);
    assert.match(output, /a job that waits for its person +not at all +ESCAPED/);
    assert.match(output, /a new job, asked for over HTTP +\d+ ms +reached/);
    assert.match(output, /a running call of a model +\d+ ms +reached/);
  });

  /** How many rows each table has, and the queue, apart from the audit. */
  async function counts(): Promise<Record<string, number>> {
    const tables = await api.spine.db.execute<{ name: string }>(
      sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'audit_events'`,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await api.spine.db.execute<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM ${sql.identifier(name)}`,
      );
      found[name] = row?.n ?? -1;
    }
    const [queued] = await api.spine.db.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM pgboss.job`);
    return { ...found, queue: queued?.n ?? -1 };
  }
});
