import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { randomUUID } from 'node:crypto';

/**
 * Tell editors of this person where the control plane of this clone keeps its files: the address and the first account are
 * there, for their owner only. Best effort: a person can always set the address.
 */
export async function announce(data_dir: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const path = pathIn(env);
  const half_done = `${path}.new-${randomUUID()}`;
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await writeFile(half_done, `${JSON.stringify({ data_dir })}\n`, { mode: 0o600 });
  await rename(half_done, path);
}

/** Only our own: another clone may have started meanwhile. */
export async function withdraw(data_dir: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const path = pathIn(env);
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text === `${JSON.stringify({ data_dir })}\n`) await rm(path, { force: true });
}

/** In the data folder that all clients of a person share on a machine. */
function pathIn(env: NodeJS.ProcessEnv): string {
  const home = env['IAMA_HOME'];
  if (home) return join(home, 'data', 'local-control-plane.json');
  const xdg = env['XDG_DATA_HOME'];
  const data = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share');
  return join(data, 'iama', 'local-control-plane.json');
}
