import assert from 'node:assert/strict';
import { once } from 'node:events';
import { access, chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { USUAL_PORT } from '@iama/server/listen';
import { newJob } from '../../support/http.ts';
import { readDataFile, startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';

const UP = /Ctrl-C stops it/;

describe('npm start', function () {
  this.timeout(60_000);
  let dir: string;
  let data: string;
  let started: Product[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'iama-start-'));
    // As root the database runs under another account, which has to pass through.
    await chmod(dir, 0o755);
    data = join(dir, 'data');
    started = [];
  });
  afterEach(async () => {
    for (const product of started) await product.end('SIGTERM');
    // A kill -9 leaves the database running: one more start and stop takes it away.
    await rm(dir, { recursive: true, force: true });
  });

  const start = (env: Record<string, string> = {}): Product => {
    const product = startProduct('main', { IAMA_DATA_DIR: data, ...env });
    started.push(product);
    return product;
  };
  const account = () => readDataFile<{ email: string; password: string }>(data, 'local-account.json');
  const server = () => readDataFile<{ url: string; pid: number }>(data, 'server.json');
  const signIn = async (): Promise<Client> => {
    const tokens = memoryTokenStore();
    const client = createClient({ base_url: (await server()).url, tokens });
    await tokens.write((await client.call('auth.login', { body: await account() })).tokens);
    return client;
  };

  it('prints one address and credentials that work, and leaves both for the command line', async () => {
    const product = start();
    const output = await product.until(UP);
    const { url, pid } = await server();
    const { email, password } = await account();
    assert.equal(pid, product.process.pid);
    assert.deepEqual(
      [...output.matchAll(/running at (\S+)/g)].map(([, at]) => at),
      [url],
    );
    assert.ok(output.includes(email) && output.includes(password));
    assert.equal((await signIn()).base_url, url);
    for (const file of ['server.json', 'local-account.json', 'signing-key.pem', 'database.json', 'logs/server.log']) {
      assert.equal((await stat(join(data, file))).mode & 0o777, 0o600, file);
    }
    const log = await readFile(join(data, 'logs/server.log'), 'utf8');
    assert.ok(!log.includes(password), 'the password stands in the log');
    for (const path of ['/', '/healthz', '/readyz', '/api/docs', '/api/openapi.json']) {
      assert.equal((await fetch(url + path)).status, 200, path);
    }
  });

  it('stops in order on Ctrl-C, and finds everything again at the next start', async () => {
    const first = start();
    await first.until(UP);
    const before = await account();
    const job = await newJob(await signIn());
    assert.equal(await first.end('SIGINT'), 0);
    await assert.rejects(access(join(data, 'server.json')));
    await assert.rejects(access(join(data, 'postgres/postmaster.pid')));
    const log = await readFile(join(data, 'logs/server.log'), 'utf8');
    const phases = [...log.matchAll(/"phase":"([^"]+)".*"msg":"Stopped"/g)].map(([, phase]) => phase);
    assert.deepEqual(phases, [
      'server file',
      'requests and streams',
      'event feed',
      'worker',
      'queue',
      'database connections',
      'database server',
    ]);

    await start().until(UP);
    assert.deepEqual(await account(), before);
    assert.deepEqual(
      (await (await signIn()).call('jobs.list')).items.map(({ id }) => id),
      [job.id],
    );
  });

  it('stops with a stream open and a connection that says nothing', async () => {
    const product = start();
    await product.until(UP);
    const client = await signIn();
    const job = await newJob(client);
    const tokens = await client.tokens.read();
    const stream = await fetch(`${client.base_url}/api/v1/jobs/${job.id}/logs`, {
      headers: { authorization: `Bearer ${tokens?.access_token}` },
    });
    const rest = stream.text();
    const began = performance.now();
    assert.equal(await product.end('SIGTERM'), 0);
    assert.ok(performance.now() - began < 5_000, 'the stop waited for a reader');
    assert.match(await rest, /: server-stopping\n\n$/);
  });

  it('goes on after kill -9 as if nothing had been', async () => {
    const first = start();
    await first.until(UP);
    const job = await newJob(await signIn());
    assert.equal(await first.end('SIGKILL'), 'SIGKILL');
    await start().until(UP);
    const client = await signIn();
    assert.equal((await client.call('jobs.get', { params: { job_id: job.id } })).id, job.id);
  });

  it('goes on when whoever read its output has left', async () => {
    const product = start();
    await product.until(UP);
    product.process.stdout?.destroy();
    product.process.stderr?.destroy();
    // The first signal makes it write a line.
    product.process.kill('SIGINT');
    assert.equal(await product.ended, 0);
  });

  it('says where it runs already instead of running twice', async () => {
    await start().until(UP);
    const { url } = await server();
    const second = start();
    assert.equal(await second.ended, 1);
    assert.ok(second.output().includes(`already running at ${url}`), second.output());
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });

  it('makes the credentials in its file work, whatever became of the account', async () => {
    const first = start();
    await first.until(UP);
    await first.end('SIGINT');
    await rm(join(data, 'local-account.json'));
    await start().until(UP);
    await signIn();
  });

  it('takes another port when the usual one is taken, and keeps it over a kill', async () => {
    // Somebody else may have it already; then it is taken without us.
    const squatter = createServer().listen(USUAL_PORT, '127.0.0.1');
    await Promise.race([once(squatter, 'listening'), once(squatter, 'error')]).catch(() => undefined);
    try {
      await start().until(UP);
      const { url } = await server();
      assert.notEqual(new URL(url).port, String(USUAL_PORT));
      await started[0]?.end('SIGKILL');
      await start().until(UP);
      assert.equal((await server()).url, url);
    } finally {
      squatter.close();
    }
  });

  it('takes no other port than the one that was asked for', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const address = squatter.address();
      assert.ok(typeof address === 'object' && address);
      const product = start({ IAMA_PORT: String(address.port) });
      assert.equal(await product.ended, 1);
      assert.match(product.output(), /already listens on .*\n.*\nSet IAMA_PORT/);
      await assert.rejects(access(join(data, 'postgres/postmaster.pid')));
    } finally {
      squatter.close();
    }
  });

  it('names the settings it cannot use, and starts nothing', async () => {
    const product = start({ IAMA_PORT: 'http', DATABASE_URL: 'db' });
    assert.equal(await product.ended, 1);
    assert.match(product.output(), /DATABASE_URL takes postgres:.*\n +IAMA_PORT takes a whole number/);
    await assert.rejects(access(data));
  });

  it('says what to do when it may not write its data', async () => {
    await writeFile(data, 'a file where the folder should be');
    const product = start();
    assert.equal(await product.ended, 1);
    assert.match(product.output(), /IAMA_DATA_DIR/);
  });
});
