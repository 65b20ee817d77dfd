import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { explainFailure, explainFileError } from './explain-failure.ts';
import { hydrateLibraries } from './hydrate-libraries.ts';
import { binariesIn, locateBinaries } from './locate-binaries.ts';
import { rememberedCluster } from './place-cluster.ts';
import { parsePostmasterPid } from './postmaster-pid.ts';
import { processAlive } from './process-alive.ts';
import { settleOrphan } from './settle-orphan.ts';
import { usableBinaries } from './usable-binaries.ts';

describe('the parts of the launcher', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'iama-launcher-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('make the library links that npm did not make', async () => {
    const installed = await locateBinaries();
    const copy = binariesIn(join(dir, 'package/native'), installed.version);
    await mkdir(join(copy.native_dir, 'bin'), { recursive: true });
    await mkdir(join(copy.native_dir, 'lib'));
    for (const name of ['postgres', 'initdb']) await writeFile(join(copy.native_dir, 'bin', name), '', { mode: 0o644 });
    await copyFile(join(installed.native_dir, 'pg-symlinks.json'), join(copy.native_dir, 'pg-symlinks.json'));
    const list = JSON.parse(await readFile(join(copy.native_dir, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    assert.ok(list.length > 0, 'the package has no list of links any more');
    await symlink('elsewhere', join(dir, 'package', list[0]?.target ?? ''));
    await hydrateLibraries(copy);
    for (const { target } of list) assert.ok((await lstat(join(dir, 'package', target))).isSymbolicLink(), target);
    assert.equal((await lstat(copy.initdb)).mode & 0o111, 0o111);
  });

  it('say that programs which do not run need glibc', async () => {
    const broken = binariesIn(dir, '18.4.0');
    await mkdir(join(dir, 'bin'));
    // What a kernel says about a glibc program on Alpine: its loader is not there.
    await writeFile(broken.initdb, '#!/lib/no-such-loader.so\n', { mode: 0o755 });
    await assert.rejects(usableBinaries(broken, null), (error) => {
      assert.ok(error instanceof EmbeddedPostgresError);
      assert.equal(error.reason, 'binaries_broken');
      assert.match(error.next, /glibc.*DATABASE_URL/);
      return true;
    });
  });

  it('tell a full disk and a closed folder from other failures', () => {
    const full = 'initdb: error: could not write file "base/1/123": No space left on device';
    assert.equal(explainFailure('x', full, dir).reason, 'disk_full');
    assert.equal(explainFailure('x', 'could not open file: Permission denied', dir).reason, 'not_permitted');
    const other = explainFailure('x', 'LOG:  starting\nFATAL:  something is wrong\n', dir);
    assert.equal(other.reason, 'start_failed');
    assert.match(other.message, /something is wrong/);
    const enospc = explainFileError(Object.assign(new Error('write'), { code: 'ENOSPC' }), dir);
    assert.ok(enospc instanceof EmbeddedPostgresError && enospc.reason === 'disk_full');
  });

  it('read a lock file that is only half written', () => {
    assert.equal(parsePostmasterPid(''), null);
    assert.deepEqual(parsePostmasterPid('17\n/data'), { pid: 17, data_dir: '/data', port: null, ready: false });
    const whole = '17\n/data\n1795170000\n5433\n\n127.0.0.1\n  123 4\nready   \n';
    assert.deepEqual(parsePostmasterPid(whole), { pid: 17, data_dir: '/data', port: 5433, ready: true });
  });

  it('leave a stranger alone whose process id stands in an old lock file', async () => {
    const stranger = spawn('sleep', ['60'], { cwd: '/' });
    await once(stranger, 'spawn');
    try {
      await writeFile(join(dir, 'postmaster.pid'), `${stranger.pid}\n${dir}\n1\n5433\n\n127.0.0.1\n\nready\n`);
      assert.equal(await settleOrphan(dir), 'removed_stale_file');
      assert.ok(stranger.pid !== undefined && processAlive(stranger.pid));
      assert.equal(await settleOrphan(dir), 'nothing_left');
    } finally {
      stranger.kill();
    }
  });

  it('know where the cluster of a moved folder is, and that a copied one has none', async () => {
    const settings = {
      port: 5433,
      password: 'x'.repeat(20),
      made_for: '/old',
      cluster_dir: '/var/lib/iama/1/postgres',
    };
    assert.equal(await rememberedCluster('/old', settings), settings.cluster_dir);
    assert.equal(await rememberedCluster('/new', settings), settings.cluster_dir);
    assert.equal(await rememberedCluster('/new', { ...settings, cluster_dir: '/old/postgres' }), '/new/postgres');
    await writeFile(join(dir, 'database.json'), '{}');
    assert.equal(await rememberedCluster('/new', { ...settings, made_for: dir }), null);
  });
});
