import type { RouteShape } from '@iama/contracts/http/route';
import fc from 'fast-check';
import type { z } from 'zod';
import { arbitraryOf } from '../arbitrary-of.ts';
import type { Wishes } from '../arbitrary-of.ts';

/** Who asks: nobody, the one whose things they are, somebody else, or somebody with a token that is none. */
export const ASKERS = ['nobody', 'owner', 'stranger', 'forger'] as const;

export interface FuzzRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly by: (typeof ASKERS)[number];
  readonly key: string | null;
  /** Instead of the body, and what is said of it. */
  readonly raw: { readonly text: string; readonly type: string } | null;
  /** Written after the address. */
  readonly suffix: string;
}

/** What no client of ours would send, and what every scanner of the internet does. */
const RAW: readonly NonNullable<FuzzRequest['raw']>[] = [
  { text: '', type: 'application/json' },
  { text: '{', type: 'application/json' },
  { text: 'null', type: 'application/json' },
  { text: '"text"', type: 'application/json' },
  { text: '{"a":1,"a":2}', type: 'application/json' },
  { text: '{"__proto__":{"x":1}}', type: 'application/json' },
  { text: `${'['.repeat(20_000)}${']'.repeat(20_000)}`, type: 'application/json' },
  { text: '\uFEFF{}', type: 'application/json; charset=utf-16' },
  { text: 'a=1', type: 'application/x-www-form-urlencoded' },
  { text: '<a/>', type: 'text/xml' },
  { text: '{}', type: 'application/problem+json' },
  { text: '{}', type: 'nonsense' },
];
const SUFFIXES = ['?', '?limit=1&limit=2', '?after=-1', '?cursor=%00', '?__proto__=1', '?a[b]=c', '#x', '?limit=1e3'];

/** A request of a route: as its schemas have it, or broken somewhere. */
export function requestOf(route: RouteShape, wishes: Wishes): fc.Arbitrary<FuzzRequest> {
  const part = (schema: z.ZodType | undefined) => (schema ? arbitraryOf(schema, wishes) : fc.constant(undefined));
  const broken = wishes.junk_percent > 0;
  return fc.record<FuzzRequest>({
    params: part(route.params),
    query: part(route.query),
    body: part(route.body),
    by: fc.oneof(
      { arbitrary: fc.constant('owner' as const), weight: 8 },
      { arbitrary: fc.constantFrom(...ASKERS), weight: broken ? 4 : 2 },
    ),
    key: fc.option(fc.constantFrom('k', 'one', 'two', 'x'.repeat(256))),
    raw: broken && route.body ? fc.option(fc.constantFrom(...RAW), { freq: 6 }) : fc.constant(null),
    suffix: broken
      ? fc.oneof({ arbitrary: fc.constant(''), weight: 8 }, fc.constantFrom(...SUFFIXES))
      : fc.constant(''),
  });
}
