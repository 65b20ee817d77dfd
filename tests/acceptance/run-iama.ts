import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../cli/bin/iama.js', import.meta.url));

export interface IamaPlace {
  /** Where it keeps who is signed in. */
  readonly home: string;
  /** The data folder of the control plane that it shall find by itself. */
  readonly data_dir: string;
  readonly cwd: string;
}

/** Runs the command line to its end. `out` is what it printed, `err` what it said beside that. */
export async function runIama(
  { home, data_dir, cwd }: IamaPlace,
  args: readonly string[],
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, IAMA_HOME: home, IAMA_DATA_DIR: data_dir, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [CLI, ...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, err };
}
