import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppFolders } from './app-folders.ts';
import { appFolders } from './app-folders.ts';
import { rememberLogin } from './credentials.ts';
import { findServer } from './find-server.ts';

const TOKENS = {
  token_type: 'Bearer' as const,
  access_token: 'a',
  access_expires_at: '2026-11-20T09:15:00.000Z',
  refresh_token: 'r',
  refresh_expires_at: '2026-12-20T09:00:00.000Z',
};

describe('findServer', () => {
  let root: string;
  let folders: AppFolders;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-find-server-'));
    folders = { config: join(root, 'config'), data: join(root, 'data'), local_server: root };
  });
  afterEach(() => rm(root, { recursive: true }));

  it('says how to get one when nothing is known', async () => {
    await assert.rejects(findServer(folders, undefined, {}), { code: 'NO_SERVER', exit: 5 });
  });

  it('prefers what was given, then IAMA_URL, then the last login, then the one of this clone', async () => {
    await writeFile(join(root, 'server.json'), JSON.stringify({ url: 'http://127.0.0.1:4000', pid: 1 }));
    assert.deepEqual(await findServer(folders, undefined, {}), { url: 'http://127.0.0.1:4000', local: true });
    await rememberLogin(folders.config, 'https://far.example', { email: 'me', tokens: TOKENS }, true);
    assert.deepEqual(await findServer(folders, undefined, {}), { url: 'https://far.example', local: false });
    const env = { IAMA_URL: 'http://127.0.0.1:4000/' };
    assert.deepEqual(await findServer(folders, undefined, env), { url: 'http://127.0.0.1:4000', local: true });
    assert.deepEqual(await findServer(folders, 'https://given.example/iama/', env), {
      url: 'https://given.example/iama',
      local: false,
    });
  });

  it('refuses what is no web address', async () => {
    await assert.rejects(findServer(folders, 'far.example', {}), { code: 'BAD_URL', exit: 2 });
    await assert.rejects(findServer(folders, 'file:///etc/passwd', {}), { code: 'BAD_URL' });
  });
});

describe('appFolders', () => {
  it('follows IAMA_HOME before the XDG folders', () => {
    const env = { IAMA_HOME: '/home/me/iama', XDG_CONFIG_HOME: '/elsewhere', XDG_DATA_HOME: 'relative/is/ignored' };
    assert.deepEqual([appFolders(env).config, appFolders(env).data], ['/home/me/iama/config', '/home/me/iama/data']);
    const xdg = { ...env, IAMA_HOME: '' };
    assert.equal(appFolders(xdg).config, '/elsewhere/iama');
    assert.match(appFolders(xdg).data, /\.local\/share\/iama$/);
  });
});
