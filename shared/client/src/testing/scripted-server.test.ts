import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type Script = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface ScriptedServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** What to do with the next requests to `METHOD /path`; the last script stays for all that follow. */
  on(route: string, ...scripts: Script[]): void;
  /** Resolves when `count` requests to the route have arrived. */
  arrived(route: string, count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real HTTP server that does what a test tells it, so that the client meets sockets and not stubs. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Script[]>();
  const seen: SeenRequest[] = [];
  const waiters: { route: string; count: number; resolve: () => void }[] = [];
  const countOf = (route: string): number => seen.filter((each) => `${each.method} ${each.path}` === route).length;
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://scripted');
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const record: SeenRequest = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      const route = `${record.method} ${record.path}`;
      seen.push(record);
      for (const waiter of waiters) if (countOf(waiter.route) >= waiter.count) waiter.resolve();
      const queue = scripts.get(route) ?? [];
      const script = queue.length > 1 ? queue.shift() : queue[0];
      if (script) await script(record, response);
      else await problem(404, 'ROUTE_NOT_FOUND')(record, response);
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    on(route, ...list) {
      scripts.set(route, list);
    },
    arrived(route, count) {
      if (countOf(route) >= count) return Promise.resolve();
      return new Promise((resolve) => {
        waiters.push({ route, count, resolve });
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

export function json(status: number, body: unknown): Script {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Script {
  const body = { type: `urn:${code}`, title: code, status, code, detail: `It is ${code}.`, next: 'Do something.' };
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(JSON.stringify(body));
  };
}

/** Hang up without an answer. */
export const hangUp: Script = (_, response) => {
  response.socket?.destroy();
};
