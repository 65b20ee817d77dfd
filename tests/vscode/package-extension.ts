import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Runs `npm run package` and resolves with the VSIX that it made. */
export async function packageExtension(): Promise<string> {
  const started_at_ms = Date.now();
  const child = spawn('npm', ['run', '--silent', 'package'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`npm run package ended with exit code ${code}.`);
  for await (const name of glob('extension/dist/*.vsix', { cwd: ROOT })) {
    const file = join(ROOT, name);
    if ((await stat(file)).mtimeMs >= started_at_ms) return file;
  }
  throw new Error('npm run package made no new extension/dist/*.vsix.');
}
