import { createServer } from 'node:net';

/** The wished port if nobody listens on it at 127.0.0.1, else one the system chooses. */
export async function freePort(wished: number | null): Promise<number> {
  return wished !== null && (await tryListen(wished)) !== null ? wished : ((await tryListen(0)) ?? 0);
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address ? address.port : null;
      probe.close(() => resolve(bound));
    });
  });
}
