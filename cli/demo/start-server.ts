import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { z } from 'zod';

export interface DemoServer {
  readonly url: string;
  stop(): Promise<void>;
}

const ServerFile = z.object({ url: z.string() });
const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const PATIENCE_MS = 60_000;

/** A control plane of its own, with its own database in `data_dir`, on a free port. */
export async function startServer(data_dir: string, env: NodeJS.ProcessEnv): Promise<DemoServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...env, IAMA_DATA_DIR: data_dir, IAMA_PORT: '0', IAMA_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output.push(chunk.toString());
      if (output.length > 200) output.shift();
    });
  }
  const gone = once(child, 'exit');
  const give_up_at = performance.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null || performance.now() > give_up_at) {
      child.kill('SIGTERM');
      throw new Error(`The control plane did not start:\n${output.join('').slice(-4000)}`);
    }
    const url = await urlIn(data_dir);
    if (url !== null && (await isReady(url))) return { url, stop: () => stop() };
    await Promise.race([sleep(100), gone]);
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(killing);
  }
}

async function urlIn(data_dir: string): Promise<string | null> {
  try {
    return ServerFile.parse(JSON.parse(await readFile(join(data_dir, 'server.json'), 'utf8'))).url;
  } catch {
    return null;
  }
}

async function isReady(url: string): Promise<boolean> {
  const client = createClient({ base_url: url, tokens: memoryTokenStore() });
  return await client.call('health.ready', { retries: 0, timeout_ms: 2000 }).then(
    () => true,
    () => false,
  );
}
