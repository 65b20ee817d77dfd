import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What a request that is being answered may take when the server stops. */
const PATIENCE_MS = 5_000;

/**
 * Lets no connection hold up a stop. Fastify closes those that wait between two requests; browsers and fetch also open
 * some ahead of need and send nothing, which count as busy until they time out a minute later.
 */
export function closeConnectionsOnStop(server: FastifyInstance): void {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', async () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS).unref();
  });
}
