import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo } from './run-demo.ts';

const root = await mkdtemp(join(tmpdir(), 'iama-demo-'));
// Run by root, the database runs as another account, which has to pass through here.
await chmod(root, 0o711);
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());
try {
  process.exitCode = (await runDemo(root, ending.signal)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = ending.signal.aborted ? 130 : 1;
} finally {
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
}
