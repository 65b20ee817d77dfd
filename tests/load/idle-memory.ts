import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { memoryOfTree } from './process-memory.ts';
import type { Figure } from './report.ts';
import { passableFolder } from '../support/passable-folder.ts';

const SETTLE_MS = 15_000;

/** `npm start` as a person runs it, npm and PostgreSQL included, some seconds after it said that it is ready. */
export async function measureIdleMemory(): Promise<Figure> {
  const folder = await passableFolder('iama-idle-');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['start'], {
    env: { ...process.env, IAMA_DATA_DIR: folder, IAMA_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = once(child, 'exit');
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (String(chunk).includes('is running at')) resolve();
      });
      child.once('exit', () => reject(new Error('npm start ended')));
    });
    await new Promise((resolve) => {
      setTimeout(resolve, SETTLE_MS);
    });
    const value = await memoryOfTree(child.pid ?? 0);
    return { name: 'memory of npm start, idle', value, limit: 350, unit: 'MiB', yardstick: null, samples: 1 };
  } finally {
    // npm does not pass every signal on: the whole group of ours gets it.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
}
