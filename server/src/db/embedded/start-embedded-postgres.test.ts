import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, readFile, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { privatePlace } from './private-place.ts';
import { processAlive } from './process-alive.ts';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';
import type { EmbeddedPostgres } from './start-embedded-postgres.ts';

describe('the embedded database', function () {
  this.timeout(60_000);
  let dir: string;
  let running: EmbeddedPostgres[];
  let lines: string[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'iama-embedded-'));
    // As root the server runs under another account, which has to pass through.
    await chmod(dir, 0o755);
    running = [];
    lines = [];
  });

  afterEach(async () => {
    for (const database of running) await database.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const start = async (data_dir = join(dir, 'data')): Promise<EmbeddedPostgres> => {
    const database = await startEmbeddedPostgres({ dataDir: data_dir, log: (line) => lines.push(line) });
    running.push(database);
    return database;
  };

  it('keeps its rows, port and password over a stop and a start', async () => {
    const first = await start();
    await remember(first.url, 'kept');
    await first.stop();
    const second = await start();
    assert.equal(second.url, first.url);
    assert.deepEqual(await recall(second.url), ['kept']);
  });

  it('speaks UTF8 in C.UTF-8 order, listens on 127.0.0.1 alone, and shows its password to nobody', async () => {
    const { url } = await start();
    const facts = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, datlocale AS locale,
              current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
              current_setting('fsync') AS fsync, current_setting('jit') AS jit
         FROM pg_database WHERE datname = current_database()`,
    );
    assert.deepEqual(facts, [
      { encoding: 'UTF8', locale: 'C.UTF-8', addresses: '127.0.0.1', sockets: '', fsync: 'on', jit: 'off' },
    ]);
    for (const file of ['database.json', 'owner.lock', 'logs/postgres.log']) {
      assert.equal((await stat(join(dir, 'data', file))).mode & 0o777, 0o600, file);
    }
    const wrong = new URL(url);
    wrong.password = 'password';
    await assert.rejects(query(wrong.href, 'SELECT 1'), { code: '28P01' });
  });

  it('replaces the server that a killed process left behind', async () => {
    const child = startInAnotherProcess(join(dir, 'data'));
    const { url, pid } = await child.up;
    await remember(url, 'committed');
    child.process.kill('SIGKILL');
    await once(child.process, 'exit');
    assert.ok(processAlive(pid), 'the orphan should still run, or this test shows nothing');

    const second = await start();
    assert.ok(!processAlive(pid));
    assert.notEqual(second.pid(), pid);
    assert.equal(second.url, url);
    assert.deepEqual(await recall(url), ['committed']);
  });

  it('starts after the server itself and its owner were killed', async () => {
    const child = startInAnotherProcess(join(dir, 'data'));
    const { url, pid } = await child.up;
    await remember(url, 'committed');
    child.process.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await once(child.process, 'exit');
    const second = await start();
    assert.deepEqual(await recall(second.url), ['committed']);
  });

  it('brings the server back when it is killed while we run', async () => {
    const database = await start();
    await remember(database.url, 'committed');
    const killed = database.pid();
    process.kill(killed, 'SIGKILL');
    while (database.pid() === killed) await delay(20);
    assert.deepEqual(await recall(database.url), ['committed']);
    await database.stop();
    assert.ok(!processAlive(database.pid()));
  });

  it('gives a folder to one of two simultaneous starts and tells the other why not', async () => {
    const both = [startInAnotherProcess(join(dir, 'data')), startInAnotherProcess(join(dir, 'data'))];
    const results = await Promise.allSettled(both.map((child) => child.up));
    for (const child of both) {
      child.process.kill('SIGTERM');
      if (child.process.exitCode === null && child.process.signalCode === null) await once(child.process, 'exit');
    }
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.match(String(refused[0]?.reason), /in_use/);
  });

  it('refuses a second start in the same process, and lets go after a stop', async () => {
    const first = await start();
    await assert.rejects(start(), (error) => error instanceof EmbeddedPostgresError && error.reason === 'in_use');
    await first.stop();
    await start();
  });

  it('takes another port when its own was taken meanwhile, and keeps that', async () => {
    const first = await start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const second = await start();
      assert.notEqual(new URL(second.url).port, String(port));
      await second.stop();
      const third = await start();
      assert.equal(third.url, second.url);
    } finally {
      squatter.close();
    }
  });

  it('finds its rows again when the data folder was moved', async () => {
    const first = await start();
    await remember(first.url, 'moved');
    await first.stop();
    await rename(join(dir, 'data'), join(dir, 'elsewhere'));
    const second = await start(join(dir, 'elsewhere'));
    assert.deepEqual(await recall(second.url), ['moved']);
  });

  it('leaves the original alone when the data folder was copied while it ran', async () => {
    const first = await start();
    await remember(first.url, 'original');
    await query(first.url, 'CHECKPOINT');
    await cp(join(dir, 'data'), join(dir, 'copy'), { recursive: true, preserveTimestamps: true });
    // Copied by root, the files belong to root and the copy cannot start; copied by an ordinary user, it can.
    const copy = await start(join(dir, 'copy')).catch((error: unknown) => {
      assert.ok(error instanceof EmbeddedPostgresError, String(error));
      return null;
    });
    assert.equal(copy === null, process.getuid?.() === 0);
    if (copy) {
      assert.notEqual(copy.url, first.url);
      await remember(copy.url, 'copy');
      assert.deepEqual(await recall(copy.url), ['original', 'copy']);
    }
    assert.deepEqual(await recall(first.url), ['original']);
  });

  it('keeps the rows elsewhere when its account cannot enter the data folder', async function () {
    if (process.getuid?.() !== 0) return this.skip();
    await chmod(dir, 0o700);
    const place = privatePlace(join(await realpath(dir), 'data'));
    try {
      const first = await start();
      await remember(first.url, 'closed');
      await first.stop();
      assert.deepEqual(await readdir(place), ['postgres']);
      const second = await start();
      assert.deepEqual(await recall(second.url), ['closed']);
      await second.stop();
    } finally {
      await rm(place, { recursive: true, force: true });
      await rmdir(dirname(place)).catch(() => undefined);
    }
  });

  it('says so when the file with the password is gone, and touches nothing', async () => {
    const first = await start();
    await first.stop();
    const version = await readFile(join(dir, 'data/postgres/PG_VERSION'), 'utf8');
    await rm(join(dir, 'data/database.json'));
    await assert.rejects(
      start(),
      (error) => error instanceof EmbeddedPostgresError && error.reason === 'settings_lost',
    );
    assert.equal(await readFile(join(dir, 'data/postgres/PG_VERSION'), 'utf8'), version);
  });
});

interface Up {
  readonly url: string;
  readonly pid: number;
}

function startInAnotherProcess(data_dir: string): { process: ChildProcess; up: Promise<Up> } {
  const module_url = new URL('./start-embedded-postgres.ts', import.meta.url).href;
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module_url)};
    try {
      const database = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(data_dir)}, log: () => {} });
      process.on('SIGTERM', () => database.stop().then(() => process.exit(0)));
      console.log(JSON.stringify({ url: database.url, pid: database.pid() }));
      setInterval(() => {}, 1e6);
    } catch (error) {
      console.log(JSON.stringify({ reason: error.reason ?? String(error) }));
      process.exit(1);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const up = once(createInterface({ input: child.stdout }), 'line').then(([line]: unknown[]) => {
    const answer = JSON.parse(String(line)) as Up | { reason: string };
    if ('reason' in answer) throw new Error(answer.reason);
    return answer;
  });
  return { process: child, up };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

async function remember(url: string, word: string): Promise<void> {
  await query(url, `CREATE TABLE IF NOT EXISTS words (word text); INSERT INTO words VALUES ('${word}')`);
}

async function recall(url: string): Promise<unknown[]> {
  return (await query(url, 'SELECT word FROM words')).map((row) => row['word']);
}
