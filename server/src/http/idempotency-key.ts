import type { FastifyRequest } from 'fastify';
import { InvalidRequest } from './problem/invalid-request.ts';

/** The request's `Idempotency-Key`: 1 to 255 printable ASCII characters; null when it has none. */
export function idempotencyKey(request: FastifyRequest): string | null {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return null;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)) return given;
  throw new InvalidRequest([
    { path: 'headers.idempotency-key', message: 'must be 1 to 255 printable ASCII characters, given once' },
  ]);
}
