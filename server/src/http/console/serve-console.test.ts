import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { CONSOLE_PAGES, serveConsole } from './serve-console.ts';

describe('serveConsole', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'iama-console-'));
    await mkdir(join(dir, 'assets'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const build = async (digest: string): Promise<void> => {
    await writeFile(join(dir, 'assets', `index-${digest}.js`), `// ${digest}`);
    await writeFile(join(dir, 'index.html'), `<script src="./assets/index-${digest}.js"></script>`);
  };

  it('serves what was built last, also when that was after the start', async () => {
    await build('one');
    const server = Fastify();
    await serveConsole(server, dir);
    assert.match((await server.inject('/')).body, /index-one/);
    await build('two');
    assert.match((await server.inject('/')).body, /index-two/);
    assert.equal((await server.inject('/assets/index-two.js')).body, '// two');
    assert.equal((await server.inject('/assets/index-three.js')).statusCode, 404);
    await server.close();
  });

  it('has pages that nobody may frame, and that tell no other site where one came from', async () => {
    await build('one');
    const server = Fastify();
    await serveConsole(server, dir);
    for (const page of CONSOLE_PAGES) {
      const { headers, body } = await server.inject(`${page}?state=secret`);
      assert.match(body, /index-one/);
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
      assert.equal(headers['referrer-policy'], 'no-referrer');
    }
    await server.close();
  });

  it('says where to go when there is no console', async () => {
    const server = Fastify();
    await serveConsole(server, null);
    assert.match((await server.inject('/')).body, /api\/docs/);
    await server.close();
  });
});
