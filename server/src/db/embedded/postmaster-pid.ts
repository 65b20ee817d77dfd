import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** PostgreSQL's own lock file, as documented in its storage chapter: one fact on each line. */
export interface PostmasterPid {
  readonly pid: number;
  readonly data_dir: string;
  readonly port: number | null;
  readonly ready: boolean;
}

/** Null when there is no such file. A file that is being written may lack its later lines. */
export async function readPostmasterPid(cluster_dir: string): Promise<PostmasterPid | null> {
  const text = await readFile(postmasterPidPath(cluster_dir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parsePostmasterPid(text);
}

export function parsePostmasterPid(text: string): PostmasterPid | null {
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const port = Number.parseInt(lines[3] ?? '', 10);
  return {
    pid,
    data_dir: lines[1] ?? '',
    port: Number.isInteger(port) ? port : null,
    ready: (lines[7] ?? '').trim() === 'ready',
  };
}

export function postmasterPidPath(cluster_dir: string): string {
  return join(cluster_dir, 'postmaster.pid');
}
