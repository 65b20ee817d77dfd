import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { problemOf } from './problem/to-problem.ts';
import { sendError, sendProblem } from './problem/send-problem.ts';
import { closeConnectionsOnStop } from './close-connections.ts';
import { serveConsole } from './console/serve-console.ts';
import type { AnswerId, Handler } from './handler.ts';
import { HANDLERS } from './handlers.ts';
import type { HttpDeps } from './http-deps.ts';
import { registerDocs } from './openapi/register-docs.ts';
import { methodsOf } from './path-matcher.ts';
import { installRateLimit } from './rate-limit/install-rate-limit.ts';
import { DEFAULT_BODY_LIMIT, registerRoute } from './register-route.ts';
import { openStreams } from './stream/open-streams.ts';
import { registerJobLogs } from './stream/register-job-logs.ts';

/** The HTTP side, ready to listen or to be injected into. `close()` ends open streams, then idle connections. */
export async function buildHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const { log, ids } = deps.app;
  const server = Fastify({
    logger: false,
    bodyLimit: DEFAULT_BODY_LIMIT,
    trustProxy: deps.settings.trust_proxy,
    forceCloseConnections: 'idle',
    // A body that trickles in holds memory: the largest allowed one takes seconds on a slow line.
    requestTimeout: 120_000,
    exposeHeadRoutes: false,
    frameworkErrors: (error, request, reply) => {
      void sendError(error, { reply, request, log, ids });
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(BAD_REQUEST);
    },
  });
  server.setErrorHandler((error, request, reply) => sendError(error, { reply, request, log, ids }));
  server.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url.split('?')[0] ?? '');
    if (methods.length === 0) return sendProblem(reply, problemOf('ROUTE_NOT_FOUND'));
    return sendProblem(reply.header('allow', methods.join(', ')), problemOf('METHOD_NOT_ALLOWED'));
  });
  acceptEmptyJson(server);
  closeConnectionsOnStop(server);
  server.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const fields = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    log.debug(fields, 'A request was answered');
  });
  await installRoutes(server, deps);
  return server;
}

/** The whole route table, the documents about it, and the console. */
export async function installRoutes(server: FastifyInstance, deps: HttpDeps): Promise<void> {
  const streams = openStreams();
  server.addHook('preClose', async () => streams.endAll());
  await installRateLimit(server, deps.app.clock);
  for (const id of Object.keys(HANDLERS) as AnswerId[]) {
    registerRoute(server, deps, id, HANDLERS[id] as Handler<AnswerId>);
  }
  registerJobLogs(server, deps, streams);
  registerDocs(server, deps.settings.version);
  await serveConsole(server, deps.settings.console_dir);
}

/** Routes without a body are often called with `Content-Type: application/json` and nothing in it. */
function acceptEmptyJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

const BAD_REQUEST_BODY = JSON.stringify(problemOf('VALIDATION_FAILED', 'This is not an HTTP request.'));
const BAD_REQUEST = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(BAD_REQUEST_BODY)}\r\nconnection: close\r\n\r\n${BAD_REQUEST_BODY}`;
