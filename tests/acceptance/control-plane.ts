import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { passableFolder } from '../support/passable-folder.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

/** The product as `npm start` runs it, in a data folder of its own. */
export interface ControlPlane {
  readonly url: string;
  readonly data_dir: string;
  /** kill -9 of the server process, nothing else. */
  kill(): Promise<void>;
  /** Start again on the same data and, once known, the same port. */
  start(): Promise<void>;
  /** A client of a new account, and what it signed up with. */
  newAccount(): Promise<{ client: Client; email: string; password: string }>;
  stop(): Promise<void>;
}

let accounts = 0;

/** Those that run. They are told to end when this process does, whatever it was in the middle of. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

export async function startControlPlane(env: NodeJS.ProcessEnv = {}): Promise<ControlPlane> {
  const data_dir = await passableFolder('iama-acceptance-');
  let child: ChildProcess;
  let url = '';
  const plane: ControlPlane = {
    get url() {
      return url;
    },
    data_dir,
    async start() {
      const port = url === '' ? '0' : new URL(url).port;
      child = spawn(process.execPath, [MAIN], {
        env: {
          ...process.env,
          IAMA_AUTH_REQUESTS_PER_MINUTE: '100000',
          ...env,
          IAMA_DATA_DIR: data_dir,
          IAMA_PORT: port,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const started = child;
      running.add(started);
      started.once('exit', () => running.delete(started));
      url = await readyAt(started, data_dir);
    },
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    async newAccount() {
      accounts += 1;
      const email = `person${accounts}@example.test`;
      const password = 'correct horse battery';
      const tokens = memoryTokenStore();
      const client = createClient({ base_url: url, tokens });
      const session = await client.call('auth.register', { body: { email, password } });
      await tokens.write(session.tokens);
      return { client, email, password };
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      await rm(data_dir, { recursive: true, force: true });
    },
  };
  await plane.start();
  return plane;
}

/** Ready when the address file names this very process and the address says so. Rejects when the process ends. */
function readyAt(child: ChildProcess, data_dir: string): Promise<string> {
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output.join('').slice(-4000)}`)));
    // Its address is printed once it is ready: look whenever it says something.
    child.stdout?.on('data', () => {
      void addressIn(data_dir, child.pid).then((url) => {
        if (url !== null) resolve(url);
      });
    });
  });
}

async function addressIn(data_dir: string, pid: number | undefined): Promise<string | null> {
  try {
    const file = JSON.parse(await readFile(join(data_dir, 'server.json'), 'utf8')) as { url: string; pid?: number };
    if (file.pid !== undefined && file.pid !== pid) return null;
    const client = createClient({ base_url: file.url, tokens: memoryTokenStore() });
    await client.call('health.ready', { retries: 0 });
    return file.url;
  } catch {
    return null;
  }
}
