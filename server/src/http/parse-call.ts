import type { RouteShape } from '@iama/contracts/http/route';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { InvalidRequest } from './problem/invalid-request.ts';

interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Checks a request against its route, and reports everything that is wrong with it at once. */
export function parseCall(route: RouteShape, request: FastifyRequest): Parsed {
  const errors: InvalidRequest['errors'][number][] = [];
  const parse = (where: string, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(...InvalidRequest.from(where, parsed.error).errors);
    return undefined;
  };
  const parsed = {
    params: parse('params', route.params, request.params),
    query: parse('query', route.query, request.query),
    body: parse('body', route.body, request.body),
  };
  if (errors.length > 0) throw new InvalidRequest(errors);
  return parsed;
}
