import { ROUTES } from '@iama/contracts/http/routes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../../app/auth/authenticate.ts';
import { findJob } from '../../app/jobs/find-job.ts';
import type { HttpDeps } from '../http-deps.ts';
import { parseCall } from '../parse-call.ts';
import { InvalidRequest } from '../problem/invalid-request.ts';
import { resyncFrame } from './event-frame.ts';
import type { OpenStreams } from './open-streams.ts';
import { pumpEvents } from './pump-events.ts';

const ROUTE = ROUTES['jobs.logs'];

export function registerJobLogs(server: FastifyInstance, deps: HttpDeps, streams: OpenStreams): void {
  const callers = new WeakMap<FastifyRequest, Awaited<ReturnType<typeof authenticate>>>();
  server.route({
    method: ROUTE.method,
    url: ROUTE.path,
    config: { rateLimit: false },
    onRequest: async (request) => {
      callers.set(request, await authenticate(deps.auth, request.headers.authorization));
    },
    handler: async (request, reply) => {
      const caller = callers.get(request);
      if (!caller) throw new Error('The stream was reached without authentication');
      const { params, query } = parseCall(ROUTE, request) as { params: { job_id: string }; query: { after?: number } };
      const after = lastEventId(request) ?? query.after ?? 0;
      const job = await findJob(deps.app, caller.actor, params.job_id);

      void reply.hijack();
      const response = reply.raw;
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // nginx would collect the stream otherwise.
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
        // A stream takes its connection with it: kept alive, it would hold up a shutdown until it times out.
        connection: 'close',
      });
      response.socket?.setNoDelay(true);
      if (after > job.last_seq) {
        response.end(resyncFrame(job.last_seq));
        return;
      }
      pumpEvents(response, {
        feed: deps.feed,
        streams,
        job_id: job.id,
        after,
        token_left_ms: caller.expires_at.getTime() - deps.app.clock.now().getTime(),
        keep_alive_ms: deps.settings.stream_keep_alive_ms,
      });
    },
  });
}

/** What a reconnecting reader saw last. It wins over `after`, which a browser keeps sending as it was at first. */
function lastEventId(request: FastifyRequest): number | null {
  const given = request.headers['last-event-id'];
  if (given === undefined || given === '') return null;
  if (typeof given === 'string' && /^\d{1,15}$/.test(given)) return Number(given);
  throw new InvalidRequest([{ path: 'headers.last-event-id', message: 'must be the id of an event: a whole number' }]);
}
