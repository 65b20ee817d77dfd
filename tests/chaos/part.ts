import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One process of the product in server mode, which can be killed and comes back. */
export interface Part {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function part(name: string, entry: 'api' | 'worker', env: NodeJS.ProcessEnv): Part {
  const main = fileURLToPath(new URL(`../../server/src/${entry}.ts`, import.meta.url));
  let child: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  return {
    name,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start() {
      const started = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      const errors: string[] = [];
      started.stderr.on('data', (chunk: Buffer) => {
        errors.push(String(chunk));
        if (errors.length > 50) errors.shift();
      });
      const said = once(started.stdout, 'data');
      started.stdout.on('data', () => undefined);
      const died = once(started, 'exit').then(() => {
        throw new Error(`${name} did not start:\n${errors.join('')}`);
      });
      died.catch(() => undefined);
      await Promise.race([said, died]);
    },
  };
}
