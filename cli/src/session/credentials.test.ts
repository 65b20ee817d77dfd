import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TokenPair } from '@iama/contracts/auth/auth';
import { credentialStore, forgetLogin, readCredentials, rememberLogin } from './credentials.ts';

const pair = (name: string): TokenPair => ({
  token_type: 'Bearer',
  access_token: `access-${name}`,
  access_expires_at: '2026-11-20T09:15:00.000Z',
  refresh_token: `refresh-${name}`,
  refresh_expires_at: '2026-12-20T09:00:00.000Z',
});

describe('credentials', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iama-credentials-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are readable by their owner only', async () => {
    await rememberLogin(folder, 'http://a', { email: 'me@a', tokens: pair('a') }, true);
    assert.equal((await stat(join(folder, 'credentials.json'))).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['credentials.json']);
  });

  it('keep one login per server and know the last one', async () => {
    await rememberLogin(folder, 'http://a', { email: 'me@a', tokens: pair('a') }, true);
    await rememberLogin(folder, 'http://b', { email: 'me@b', tokens: pair('b') }, false);
    assert.equal((await readCredentials(folder)).current, 'http://a');
    assert.equal((await credentialStore(folder, 'http://b').read())?.access_token, 'access-b');
    await forgetLogin(folder, 'http://a');
    const left = await readCredentials(folder);
    assert.equal(left.current, null);
    assert.deepEqual(Object.keys(left.logins), ['http://b']);
  });

  it('lose nothing when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        rememberLogin(folder, `http://${index}`, { email: 'me', tokens: pair(String(index)) }, false),
      ),
    );
    assert.equal(Object.keys((await readCredentials(folder)).logins).length, 12);
  });

  it('let one process at a time refresh', async () => {
    const store = credentialStore(folder, 'http://a');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      inside -= 1;
    };
    await Promise.all([store.exclusively(work), store.exclusively(work), store.exclusively(work)]);
    assert.equal(most, 1);
  });

  it('take over the lock of a process that is gone', async () => {
    await writeFile(join(folder, 'refresh.lock'), '4194999');
    assert.equal(await credentialStore(folder, 'http://a').exclusively(() => Promise.resolve('done')), 'done');
  });

  it('count as none when the file is not ours', async () => {
    await writeFile(join(folder, 'credentials.json'), '{"half": ');
    assert.deepEqual(await readCredentials(folder), { current: null, logins: {} });
  });
});
