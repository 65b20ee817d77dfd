import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A model that begins to answer and never comes to an end, on a port of this machine. */
export interface SlowEndpoint {
  readonly base_url: string;
  /** Resolves when it has begun an answer. */
  readonly asked: Promise<void>;
  /** Resolves when whoever asked has hung up. */
  readonly hung_up: Promise<void>;
  close(): Promise<void>;
}

export async function startSlowEndpoint(model: string): Promise<SlowEndpoint> {
  const asked = Promise.withResolvers<void>();
  const hung_up = Promise.withResolvers<void>();
  const piece = {
    id: 'drill',
    object: 'chat.completion.chunk',
    model,
    choices: [{ index: 0, delta: { content: ' …' } }],
  };
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const speaking = setInterval(() => response.write(`data: ${JSON.stringify(piece)}\n\n`), 200);
    response.write(`data: ${JSON.stringify(piece)}\n\n`, () => asked.resolve());
    response.once('close', () => {
      clearInterval(speaking);
      hung_up.resolve();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: asked.promise,
    hung_up: hung_up.promise,
    async close() {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
