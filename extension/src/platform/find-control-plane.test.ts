import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findControlPlane } from './find-control-plane.ts';
import { localDataFolders } from './local-data-folders.ts';

describe('finding a control plane', () => {
  let home = '';
  let server: Server;
  let url = '';

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'iama-find-'));
    server = createServer((_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    rmSync(home, { recursive: true, force: true });
    await new Promise((resolve) => server.close(resolve));
  });

  function dataFolder(name: string, address: string): string {
    const folder = join(home, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'server.json'), JSON.stringify({ url: address, pid: 1 }));
    writeFileSync(join(folder, 'local-account.json'), JSON.stringify({ email: 'a@b.c', password: 'x' }));
    return folder;
  }

  it('takes the one on this machine, with its first account', async () => {
    const plane = await findControlPlane('', [join(home, 'none'), dataFolder('here', url)]);
    assert.deepEqual(plane, { url, account: { email: 'a@b.c', password: 'x' } });
  });

  it('does not believe a file whose server does not answer', async () => {
    const gone = dataFolder('gone', 'http://127.0.0.1:1');
    assert.deepEqual((await findControlPlane('', [gone, dataFolder('here', url)]))?.url, url);
  });

  it('keeps to the setting, and takes a local account only for that very address', async () => {
    const here = dataFolder('here', url);
    assert.deepEqual(await findControlPlane('https://iama.example.com/', [here]), {
      url: 'https://iama.example.com',
      account: null,
    });
    assert.notEqual((await findControlPlane(` ${url}/ `, [here]))?.account, null);
  });

  it('can name the one that it would ask first, and asks nobody', async () => {
    const there = () => Promise.resolve(true);
    let asked = 0;
    server.on('request', () => (asked += 1));
    const gone = dataFolder('gone', 'http://127.0.0.1:1');
    assert.equal((await findControlPlane('', [gone, dataFolder('here', url)], there))?.url, 'http://127.0.0.1:1');
    assert.equal((await findControlPlane('', [dataFolder('here', url)], there))?.url, url);
    assert.equal(asked, 0);
  });

  it('asks the announcement of this person, and no folder of a repository', async () => {
    const here = dataFolder('here', url);
    mkdirSync(join(home, 'data'));
    writeFileSync(join(home, 'data', 'local-control-plane.json'), JSON.stringify({ data_dir: here }));
    assert.deepEqual(await localDataFolders({ IAMA_HOME: home }), [here]);
    assert.deepEqual(await localDataFolders({ IAMA_HOME: join(home, 'other') }), []);
    assert.deepEqual(await localDataFolders({ IAMA_HOME: home, IAMA_DATA_DIR: '/named' }), ['/named', here]);
  });
});
