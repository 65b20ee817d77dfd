import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '@iama/contracts/error/problem';
import type { Log } from '../../app/ports/log.ts';
import type { Ids } from '../../app/ports/ids.ts';
import { toProblem } from './to-problem.ts';

export function sendError(
  error: unknown,
  { reply, log, ids, request }: { reply: FastifyReply; request: FastifyRequest; log: Log; ids: Ids },
): FastifyReply {
  const error_id = ids.next();
  const problem = toProblem(error, error_id);
  if (problem.status >= 500) {
    const { method, routeOptions } = request;
    log.error({ error_id, method, route: routeOptions.url, error: storyOf(error) }, 'A request failed');
  }
  return sendProblem(reply, problem);
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (problem.retry_after !== undefined) void reply.header('retry-after', problem.retry_after);
  void reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** With its causes, for the log only. */
function storyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? String(error);
  return error.cause === undefined ? own : `${own}\ncaused by ${storyOf(error.cause)}`;
}
