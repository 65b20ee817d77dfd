import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How the command line finds the control plane of this data folder. */
const ServerFile = z.object({ url: z.url(), pid: z.int().positive() });
export type ServerFile = z.infer<typeof ServerFile>;

export async function writeServerFile(data_dir: string, file: ServerFile): Promise<void> {
  const path = pathIn(data_dir);
  const half_done = `${path}.new-${randomUUID()}`;
  await writeFile(half_done, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  await rename(half_done, path);
}

/** Only our own: a twin may have started meanwhile. */
export async function removeServerFile(data_dir: string, pid: number): Promise<void> {
  const file = await readServerFile(data_dir);
  if (file?.pid === pid) await rm(pathIn(data_dir), { force: true });
}

/** Null when nobody wrote one, or when a kill left one behind that makes no sense. */
export async function readServerFile(data_dir: string): Promise<ServerFile | null> {
  const text = await readFile(pathIn(data_dir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return ServerFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The control plane that runs on this data folder, asked at its address: a file alone can be left over from a kill. */
export async function runningServer(data_dir: string): Promise<ServerFile | null> {
  const file = await readServerFile(data_dir);
  if (!file) return null;
  try {
    const answer = await fetch(new URL('/healthz', file.url), { signal: AbortSignal.timeout(2_000) });
    return answer.ok && isRunning(file.pid) ? file : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pathIn(data_dir: string): string {
  return join(data_dir, 'server.json');
}
