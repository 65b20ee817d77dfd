import { mkdir, open, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { chown } from 'node:fs/promises';
import type { Disk, Owner } from './disk.ts';

/** The real disk. */
export const nodeDisk: Disk = {
  async writeNew(path, bytes, mode, owner) {
    const handle = await open(path, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      // The umask has had its say in open(); the bits we were asked for are the ones that count.
      await handle.chmod(mode);
      if (owner) await handle.chown(owner.uid, owner.gid).catch(ignoreNotPermitted);
      await handle.sync();
      await handle.close();
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(path, { force: true });
      throw error;
    }
  },
  rename,
  unlink,
  async makeDir(path, owner) {
    await mkdir(path);
    if (owner) await chown(path, owner.uid, owner.gid).catch(ignoreNotPermitted);
  },
  removeDir: rmdir,
  async syncDir(path) {
    // Windows cannot open folders; there a rename is durable by itself.
    if (process.platform === 'win32') return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Only root may give files away, and some file systems have no owners: neither is a reason to fail. */
function ignoreNotPermitted(): void {}

/** The owner to hand on when we run as root in somebody else's folder; null when files are ours anyway. */
export function ownerToKeep(stat: { uid: number; gid: number }): Owner | null {
  return stat.uid === process.getuid?.() && stat.gid === process.getgid?.() ? null : { uid: stat.uid, gid: stat.gid };
}
