import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { freshDatabase } from '../../support/postgres.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';

describe('api and worker as processes of their own', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let dir: string;
  let env: Record<string, string>;
  const started: Product[] = [];

  before(async () => {
    database = await freshDatabase({ migrated: false });
    dir = await mkdtemp(join(tmpdir(), 'iama-server-mode-'));
    env = { DATABASE_URL: database.url, IAMA_DATA_DIR: dir, IAMA_PORT: '0' };
  });
  afterEach(async () => {
    for (const product of started.splice(0)) await product.end('SIGTERM');
  });
  after(async () => {
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  const start = (entry: string, more: Record<string, string> = {}): Product => {
    const product = startProduct(entry, { ...env, ...more });
    started.push(product);
    return product;
  };

  it('need a database, and say so', async () => {
    for (const entry of ['api', 'worker', 'migrate']) {
      const product = start(entry, { DATABASE_URL: '' });
      assert.equal(await product.ended, 1);
      assert.match(product.output(), /no DATABASE_URL/);
    }
    for (const entry of ['api', 'worker', 'migrate']) {
      const unreachable = start(entry, { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' });
      assert.equal(await unreachable.ended, 1);
      assert.match(unreachable.output(), /does not answer.*\n.*ECONNREFUSED.*\nCheck DATABASE_URL/);
    }
  });

  it('do not migrate by themselves, and say what does', async () => {
    for (const entry of ['api', 'worker', 'main']) {
      const product = start(entry);
      assert.equal(await product.ended, 1);
      assert.match(product.output(), /is at migration 0; .*\nRun `npm run migrate` first/);
    }
  });

  it('run on a database that was migrated, two APIs and two workers at once, with one key', async () => {
    for (const _ of [1, 2]) {
      const migrate = start('migrate');
      assert.equal(await migrate.ended, 0, migrate.output());
    }
    const apis = [start('api'), start('api')];
    const workers = [start('worker'), start('worker')];
    const urls: string[] = [];
    for (const api of apis) urls.push(/running at (\S+)/.exec(await api.until(/running at \S+\n/))?.[1] ?? '');
    for (const worker of workers) await worker.until(/worker is running/);
    const [here = '', there = ''] = urls;
    const tokens = memoryTokenStore();
    const body = { email: 'a@example.test', password: 'twelve characters' };
    const session = await createClient({ base_url: here, tokens }).call('auth.register', { body });
    await tokens.write(session.tokens);
    assert.deepEqual(await createClient({ base_url: there, tokens }).call('auth.me'), session.user);
    for (const product of [...apis, ...workers]) assert.equal(await product.end('SIGTERM'), 0, product.output());
  });
});
