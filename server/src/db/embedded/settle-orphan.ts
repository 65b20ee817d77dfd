import { readlink, rm, stat } from 'node:fs/promises';
import { postmasterPidPath, readPostmasterPid } from './postmaster-pid.ts';
import { processAlive } from './process-alive.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export type Settled = 'nothing_left' | 'stopped_orphan' | 'removed_stale_file';

/**
 * Clears what an earlier start left behind. kill -9 of our process leaves its server running: it is stopped in order
 * and replaced, so that the new one runs with today's programs and settings and is our own child.
 * A lock file whose process has ended or is somebody else's (ids are given out again, folders get copied) could block
 * PostgreSQL for ever, so it is removed; PostgreSQL still finds processes of its own by their shared memory.
 */
export async function settleOrphan(cluster_dir: string): Promise<Settled> {
  const left = await readPostmasterPid(cluster_dir);
  if (!left) return 'nothing_left';
  if (processAlive(left.pid) && (await serves(left.pid, cluster_dir, left.data_dir))) {
    await stopPostmaster(left.pid);
    return 'stopped_orphan';
  }
  await rm(postmasterPidPath(cluster_dir), { force: true });
  return 'removed_stale_file';
}

/** A postmaster works in its data directory. Where that cannot be seen, the lock file's own word has to do. */
async function serves(pid: number, cluster_dir: string, said_dir: string): Promise<boolean> {
  const seen = process.platform === 'linux' ? await readlink(`/proc/${pid}/cwd`).catch(() => null) : said_dir;
  return seen !== null && (await sameFolder(seen, cluster_dir));
}

async function sameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one).catch(() => null), stat(other).catch(() => null)]);
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}
