import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentStore } from '../../app/ports/content-store.ts';
import { fileContents } from './file-contents.ts';
import { s3Contents } from './s3-contents.ts';
import { startS3Server } from './testing/s3-server.ts';
import type { S3Server } from './testing/s3-server.ts';

const ACCOUNT = {
  bucket: 'iama-test',
  region: 'eu-central-1',
  access_key_id: 'KEY',
  secret_access_key: 'a/secret+key',
};
const bytesOf = (text: string): Buffer => Buffer.from(text);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('contents under their hash', () => {
  let root: string;
  let server: S3Server;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-contents-'));
    server = await startS3Server(ACCOUNT);
  });
  afterEach(async () => {
    await server.close();
    await rm(root, { recursive: true, force: true });
  });

  const stores: Readonly<Record<string, () => ContentStore>> = {
    'in files': () => fileContents(root),
    'in a bucket': () => s3Contents({ ...ACCOUNT, endpoint: server.endpoint }),
  };
  for (const [where, open] of Object.entries(stores)) {
    it(`are kept, found, listed and removed ${where}`, async () => {
      const contents = open();
      const hash = hashOf('one');
      assert.equal(await contents.get(hash), null);
      await Promise.all([contents.put(hash, bytesOf('one')), contents.put(hash, bytesOf('one'))]);
      assert.equal(Buffer.from((await contents.get(hash)) ?? []).toString(), 'one');
      assert.deepEqual(await contents.list(hash.slice(0, 2)), [hash]);
      assert.deepEqual(await contents.list(hash.startsWith('00') ? '01' : '00'), []);
      await contents.remove(hash);
      await contents.remove(hash);
      assert.deepEqual([await contents.get(hash), await contents.list(hash.slice(0, 2))], [null, []]);
    });
  }

  it('are not given out when they are others now, and are mended by whoever has them', async () => {
    const hash = hashOf('one');
    const files = fileContents(root);
    await files.put(hash, bytesOf('one'));
    await writeFile(join(root, hash.slice(0, 2), hash), 'two');
    assert.equal(await files.get(hash), null);
    await files.put(hash, bytesOf('one'));
    assert.notEqual(await files.get(hash), null);
    const bucket = s3Contents({ ...ACCOUNT, endpoint: server.endpoint });
    server.objects.set(`artifacts/${hash.slice(0, 2)}/${hash}`, bytesOf('two'));
    assert.equal(await bucket.get(hash), null);
  });

  it('are for the owner alone in files, and leave nothing of a write that was cut off', async () => {
    const hash = hashOf('one');
    const files = fileContents(root);
    await files.put(hash, bytesOf('one'));
    const folder = join(root, hash.slice(0, 2));
    if (process.platform !== 'win32') assert.equal((await stat(join(folder, hash))).mode & 0o077, 0);
    const [old, young] = [join(folder, `${hash}.a.tmp`), join(folder, `${hash}.b.tmp`)];
    await Promise.all([writeFile(old, 'o'), writeFile(young, 'o')]);
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(old, yesterday, yesterday);
    assert.deepEqual(await files.list(hash.slice(0, 2)), [hash]);
    assert.deepEqual((await readdir(folder)).toSorted(), [hash, `${hash}.b.tmp`]);
  });

  it('are listed page after page, refused with a wrong key, and tried again when the bucket is busy', async () => {
    const bucket = s3Contents({ ...ACCOUNT, endpoint: server.endpoint });
    const hashes = Array.from({ length: 5 }, (_, nth) => `ab${hashOf(String(nth)).slice(2)}`).toSorted();
    for (const hash of hashes) server.objects.set(`artifacts/ab/${hash}`, bytesOf('x'));
    assert.deepEqual(await bucket.list('ab'), hashes);
    const stranger = s3Contents({ ...ACCOUNT, endpoint: server.endpoint, secret_access_key: 'another' });
    await assert.rejects(stranger.put(hashOf('one'), bytesOf('one')), /answered PUT with 403/);
    server.failures.push(503, 500);
    await bucket.put(hashOf('one'), bytesOf('one'));
    assert.equal(server.objects.size, 6);
  });
});
