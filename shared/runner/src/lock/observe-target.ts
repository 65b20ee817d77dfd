import type { CallPlan, Observation, SurveyedExport } from '@iama/engine/lock/observation';
import type { Repetition } from '@iama/engine/lock/settle-observations';
import type { Bench } from '../run/bench.ts';
import { runObservers } from './run-observers.ts';
import type { Observer } from './run-observers.ts';
import type { TestPlace } from './place.ts';

/** So many calls that never end are left out before the rest is given up. */
const MOST_HANGS = 8;
/** Another time zone, with a quarter of an hour in it, and another language. */
const ELSEWHERE = {
  TZ: 'Asia/Kathmandu',
  LANG: 'de_DE.UTF-8',
  LC_ALL: 'de_DE.UTF-8',
  LANGUAGE: 'de',
  PYTHONHASHSEED: '1',
};
/** Python orders sets by this, and takes another one for each run. */
const HASHED = { PYTHONHASHSEED: '0' };
const HASHED_AGAIN = { PYTHONHASHSEED: '2' };
/** Marks a call that is made once more, after all others and in the other order. */
const AGAIN = '~';

/** What a target offers, or why a test could not load it. */
export type Survey =
  | { readonly loaded: true; readonly exports: readonly SurveyedExport[] }
  | { readonly loaded: false; readonly reason: string };

/** What targets offer when they are loaded as their tests load them, by path. */
export async function surveyTargets(
  bench: Bench,
  places: ReadonlyMap<string, TestPlace>,
  timeout_ms: number,
): Promise<ReadonlyMap<string, Survey>> {
  const observers = new Map([...places].map(([path, place]) => [path, { place, calls: [] }]));
  const observed = await runObservers(bench, observers, timeout_ms, {});
  return new Map(
    [...places].map(([path, { style }]): [string, Survey] => {
      const { text = '', said = '' } = observed.get(path) ?? {};
      const line = text.split('\n').find((each) => each !== '');
      if (line === undefined)
        return [path, { loaded: false, reason: `A ${style.framework} test could not load the target: ${said}` }];
      return [path, { loaded: true, exports: (JSON.parse(line) as { survey: readonly SurveyedExport[] }).survey }];
    }),
  );
}

/**
 * Try all calls in three ways: as planned, after that in the other order, and in another place of the world; those of Python also
 * with another order of sets. By the targets' paths.
 */
export async function observeCalls(
  bench: Bench,
  observers: ReadonlyMap<string, Observer>,
  timeout_ms: number,
): Promise<ReadonlyMap<string, readonly Repetition[]>> {
  const hanging = new Map<string, Map<string, CallPlan>>([...observers.keys()].map((path) => [path, new Map()]));
  const both = new Map([...observers].map(([path, each]) => [path, { ...each, calls: thereAndBack(each.calls) }]));
  // Beside each other, in files of their own: two cores are rarely busy with one run.
  const python = new Map([...observers].filter(([, { place }]) => place.style.language === 'python'));
  const [here, [elsewhere, hashed]] = await Promise.all([
    observe(bench, both, hanging, timeout_ms, HASHED),
    observe(bench, besides(observers, 'elsewhere'), hanging, timeout_ms, ELSEWHERE).then(
      async (seen) =>
        [seen, await observe(bench, besides(python, 'hashed'), hanging, timeout_ms, HASHED_AGAIN)] as const,
    ),
  ]);
  return new Map(
    [...observers.keys()].map((path): [string, readonly Repetition[]] => [
      path,
      [
        { differs_by: 'nothing', observations: once(here.get(path), false) },
        { differs_by: 'order', observations: once(here.get(path), true) },
        { differs_by: 'place', observations: elsewhere.get(path) ?? new Map() },
        ...(python.has(path) ? [{ differs_by: 'hash' as const, observations: hashed.get(path) ?? new Map() }] : []),
      ],
    ]),
  );
}

function besides(observers: ReadonlyMap<string, Observer>, word: string): ReadonlyMap<string, Observer> {
  const path = (place: TestPlace): string =>
    place.path.replace(
      /([._])characterization/,
      (_, mark: string) => `${mark === '.' ? '-' : mark}${word}${mark}characterization`,
    );
  return new Map(
    [...observers].map(([key, each]) => [key, { ...each, place: { ...each.place, path: path(each.place) } }]),
  );
}

function thereAndBack(calls: readonly CallPlan[]): readonly CallPlan[] {
  return [...calls, ...calls.toReversed().map((call) => ({ ...call, id: call.id + AGAIN }))];
}

function once(seen: ReadonlyMap<string, Observation> = new Map(), again: boolean): ReadonlyMap<string, Observation> {
  const wanted = [...seen.values()].filter(({ id }) => id.endsWith(AGAIN) === again);
  return new Map(wanted.map((each) => [plainId(each.id), { ...each, id: plainId(each.id) }]));
}

function plainId(id: string): string {
  return id.endsWith(AGAIN) ? id.slice(0, -AGAIN.length) : id;
}

type Seen = Map<string, Observation>;

/** Calls that never end cost the process they are in; all others are made again in a new one. */
async function observe(
  bench: Bench,
  observers: ReadonlyMap<string, Observer>,
  hanging: ReadonlyMap<string, Map<string, CallPlan>>,
  timeout_ms: number,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  let open = observers;
  for (let round = 0; round <= MOST_HANGS && open.size > 0; round += 1) {
    const left = new Map([...open].map(([path, each]) => [path, { ...each, calls: callsLeft(path, each) }]));
    const asked = new Map([...left].filter(([, { calls }]) => calls.length > 0));
    if (asked.size === 0) break;
    const observed = await runObservers(bench, asked, timeout_ms, environment);
    open = new Map([...asked].filter(([path, { calls }]) => hasHung(path, calls, observed.get(path)?.text ?? '')));
  }
  return seen;

  function callsLeft(path: string, { calls }: Observer): readonly CallPlan[] {
    return calls.filter((call) => !isHopeless(call, hanging.get(path)));
  }

  /**
   * Takes in what was seen, in place of what a process before saw: calls are told together that were made together. True when a
   * call cut it short, so that there is more to be had without it.
   */
  function hasHung(path: string, calls: readonly CallPlan[], text: string): boolean {
    const { observations, last } = parse(text);
    seen.set(path, observations);
    const stopped = calls.find(({ id }) => id === last);
    if (!stopped || observations.has(stopped.id)) return false;
    hanging.get(path)?.set(plainId(stopped.id), stopped);
    return true;
  }
}

/** It hung before, or two others of the same function did. */
function isHopeless(call: CallPlan, hanging: ReadonlyMap<string, CallPlan> = new Map()): boolean {
  const subject = (each: CallPlan): string => [...each.path, each.method].join('.');
  const same = [...hanging.values()].filter((each) => subject(each) === subject(call));
  return hanging.has(plainId(call.id)) || same.length >= 2;
}

function parse(text: string): { observations: Map<string, Observation>; last: string | null } {
  const observations = new Map<string, Observation>();
  let last: string | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const record = JSON.parse(line) as { began?: string; ended?: boolean } & Observation;
      if (record.began !== undefined) last = record.began;
      else if (record.ended !== true) observations.set(record.id, record);
    } catch {
      // A kill cut the line short: the call did not come to an end.
    }
  }
  return { observations, last };
}
