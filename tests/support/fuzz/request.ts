import type { RouteShape } from '@iama/contracts/http/route';
import fc from 'fast-check';
import type { z } from 'zod';
import type { RouteId } from '@iama/contracts/http/routes';
import { arbitraryOf, JUNK } from '../arbitrary-of.ts';
import type { Wishes } from '../arbitrary-of.ts';
import type { Place } from './places.ts';
import { SAMPLES } from './samples.ts';

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

/** Requests that fit the places where they fit, so that each route is asked at least once for what it is there for. */
export function goodRequests(id: string, route: RouteShape, places: readonly Place[]): FuzzRequest[] {
  const fill = (schema: z.ZodObject | undefined, place: Place) =>
    schema &&
    Object.fromEntries(
      Object.keys(schema.shape).flatMap((name) => (place[name]?.[0] === undefined ? [] : [[name, place[name][0]]])),
    );
  return places.flatMap((place) => {
    const body = sampleOf(id, place);
    if (!Object.hasOwn(SAMPLES, id) && route.method !== 'GET') return [];
    const [params, query] = [fill(route.params, place), fill(route.query, place)];
    return [{ params, query, body, by: 'owner', key: null, raw: null, suffix: '' } as const];
  });
}

function sampleOf(id: string, place: Place): unknown {
  return SAMPLES[id as RouteId]?.(place);
}

/** Half of the bodies are a good one, with one place of it changed where requests are to be broken. */
function sampled(id: string, { known, junk_percent }: Wishes, any: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const sample = sampleOf(id, known as Place);
  if (sample === undefined) return any;
  const good =
    junk_percent === 0 ? fc.constant(sample) : fc.tuple(fc.nat(), JUNK).map(([at, junk]) => spoil(sample, at, junk));
  return fc.oneof(any, good);
}

/** The value with its `at`-th leaf replaced. */
function spoil(value: unknown, at: number, junk: unknown): unknown {
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(keys.length, 1)];
  if (key === undefined) return junk;
  const inner = spoil(value[key as keyof typeof value], Math.floor(at / keys.length), junk);
  return Array.isArray(value)
    ? value.map((each, index) => (String(index) === key ? inner : each))
    : { ...value, [key]: inner };
}

/** A request of a route: as its schemas have it, or broken somewhere. */
export function requestOf(id: string, route: RouteShape, wishes: Wishes): fc.Arbitrary<FuzzRequest> {
  const part = (schema: z.ZodType | undefined) => (schema ? arbitraryOf(schema, wishes) : fc.constant(undefined));
  const broken = wishes.junk_percent > 0;
  return fc.record<FuzzRequest>({
    params: part(route.params),
    query: part(route.query),
    body: sampled(id, wishes, part(route.body)),
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
