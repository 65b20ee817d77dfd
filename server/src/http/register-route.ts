import type { RouteShape } from '@iama/contracts/http/route';
import { ROUTES } from '@iama/contracts/http/routes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../app/actor.ts';
import type { Admin } from '../app/admin/admin.ts';
import { authenticateAdmin } from '../app/admin/authenticate-admin.ts';
import type { AppDeps } from '../app/deps.ts';
import { authenticate } from '../app/auth/authenticate.ts';
import type { AnswerId, Call, Handler } from './handler.ts';
import type { HttpDeps } from './http-deps.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { parseCall } from './parse-call.ts';
import { limitOf } from './rate-limit/limit-of.ts';

export const DEFAULT_BODY_LIMIT = 256 * 1024;

/** Binds one route of the contract: who may call it, what it takes, what it answers. */
export function registerRoute<Id extends AnswerId>(
  server: FastifyInstance,
  deps: HttpDeps,
  id: Id,
  handler: Handler<Id>,
): void {
  const route: RouteShape = ROUTES[id];
  const actors = new WeakMap<FastifyRequest, Actor | Admin>();
  server.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.body_limit ?? DEFAULT_BODY_LIMIT,
    config: { rateLimit: limitOf(id, deps.settings) },
    // Before the body is read: nobody unknown makes us parse megabytes.
    onRequest: async (request) => {
      const { authorization } = request.headers;
      if (route.auth === 'user') actors.set(request, (await authenticate(deps.auth, authorization)).actor);
      if (route.auth === 'admin') actors.set(request, await authenticateAdmin(deps.auth, authorization, route.roles));
    },
    handler: async (request, reply) => {
      const actor = actors.get(request) ?? null;
      const parsed = parseCall(route, request);
      // `parsed` was made by the route's own schemas, and `actor` is there exactly if the route asks for one.
      const origin = deps.settings.public_url ?? `${request.protocol}://${request.host}`;
      const run = (app: AppDeps) => handler({ deps, app, actor, origin, ...parsed } as Call<Id>);
      const key = route.idempotent === true ? idempotencyKey(request) : null;
      const response = await (actor && 'user_id' in actor && key !== null
        ? runOnce(deps, { user_id: actor.user_id, key, route: id, asked: parsed }, run)
        : run(deps.app));
      if (deps.settings.check_responses) checkResponse(route, id, response);
      void reply.status(route.status);
      if (route.status === 204) return reply.send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(response));
    },
  });
}

function runOnce<T>(
  { app, idempotent, digest }: HttpDeps,
  { asked, ...key }: { user_id: string; key: string; route: string; asked: unknown },
  run: (app: AppDeps) => Promise<T>,
): Promise<T> {
  const request_sha256 = digest.sha256(JSON.stringify(asked));
  return idempotent.once({ ...key, request_sha256 }, app.clock.now(), (store) => run({ ...app, store }));
}

function checkResponse(route: RouteShape, id: string, response: unknown): void {
  const checked = route.response.safeParse(response);
  if (!checked.success) throw new Error(`The answer of ${id} is not what its schema says`, { cause: checked.error });
}
