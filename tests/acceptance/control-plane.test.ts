import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';

const STARTER = `import { startControlPlane } from './control-plane.ts';
  process.once('SIGTERM', () => process.exit(130));
  const { url, data_dir } = await startControlPlane();
  console.log(JSON.stringify({ url, data_dir }));`;

describe('a control plane of a test', function () {
  this.timeout(60_000);

  it('ends with the program that started it', async () => {
    const starter = spawn(process.execPath, ['--input-type=module', '-e', STARTER], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const { url, data_dir } = JSON.parse(String(line)) as { url: string; data_dir: string };
    const { hostname, port } = new URL(url);
    const connection = connect(Number(port), hostname);
    await once(connection, 'connect');
    const ended = once(connection.resume(), 'close');
    starter.kill('SIGTERM');
    assert.deepEqual(await once(starter, 'exit'), [130, null]);
    await ended;
    await rm(data_dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
});
