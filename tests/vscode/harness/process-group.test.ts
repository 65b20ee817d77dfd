import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { startGroup } from './process-group.ts';

/** A program with a child, both connected to a port until they end: their end is an event here. */
const FAMILY = `
  const join = "require('node:net').connect(+process.argv[1], '127.0.0.1').on('error', () => process.exit());";
  require('node:child_process').spawn(process.execPath, ['-e', join, process.argv[1]], { stdio: 'ignore' });
  eval(join);
  console.log('started');
`;

describe('a group of processes', function () {
  this.timeout(30_000);
  it('ends as a whole', async () => {
    const { port, everybody, nobody } = await listen();
    const group = startGroup(process.execPath, ['-e', FAMILY, port], process.env);
    await group.until(/started/, 10_000);
    await everybody;
    await group.end();
    await nobody;
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`ends with the process that started it, when that gets ${signal}`, async () => {
      const { port, everybody, nobody } = await listen();
      const code = `import { startGroup } from './process-group.ts';
        startGroup(process.execPath, ['-e', ${JSON.stringify(FAMILY)}, '${port}'], process.env);`;
      const starter = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: import.meta.dirname });
      await everybody;
      starter.kill(signal);
      assert.deepEqual(await once(starter, 'exit'), [130, null]);
      await nobody;
    });
  }

  it('says what it wrote when it ends before it is ready', async () => {
    const group = startGroup(process.execPath, ['-e', 'console.log("no port left")'], process.env);
    await assert.rejects(group.until(/ready/, 10_000), /no port left/);
    await group.end();
  });
});

/** `everybody`: both processes are there. `nobody`: both are gone. */
async function listen(): Promise<{ port: string; everybody: Promise<void>; nobody: Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets: Socket[] = [];
  const { promise: everybody, resolve: full } = Promise.withResolvers<void>();
  const { promise: nobody, resolve: empty } = Promise.withResolvers<void>();
  let here = 0;
  server.on('connection', (socket) => {
    sockets.push(socket);
    here += 1;
    if (here === 2) full();
    socket
      .on('error', () => undefined)
      .on('close', () => {
        here -= 1;
        if (here > 0) return;
        server.close();
        empty();
      });
  });
  return { port: String((server.address() as AddressInfo).port), everybody, nobody };
}
