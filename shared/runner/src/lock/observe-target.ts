import { fileURLToPath } from 'node:url';
import type { CallPlan, Observation, SurveyedExport } from '@iama/engine/lock/observation';
import type { Repetition } from '@iama/engine/lock/settle-observations';
import { writeObserver } from '@iama/engine/lock/write/write-observer';
import { RunnerError } from '../errors/runner-error.ts';
import { readResult } from './bench.ts';
import type { Bench } from './bench.ts';
import type { TestPlace } from './test-place.ts';

const HOOK = fileURLToPath(new URL('../run/hooks/observe.cjs', import.meta.url));
/** So many calls that never end are left out before the rest is given up. */
const MOST_HANGS = 8;
/** Another time zone, with a quarter of an hour in it, and another language. */
const ELSEWHERE = { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' };

/** What the target offers when it is loaded as its tests load it. Throws TARGET_NOT_LOADABLE. */
export async function surveyTarget(
  bench: Bench,
  place: TestPlace,
  timeout_ms: number,
): Promise<readonly SurveyedExport[]> {
  await bench.write(place.path, writeObserver(place.style, [], HOOK));
  const ran = await bench.run(place.discovered, { files: [place.path], timeout_ms });
  await bench.remove(place.path);
  for (const line of (await readResult(ran, 'observations.txt')).split('\n')) {
    if (line !== '') return (JSON.parse(line) as { survey: readonly SurveyedExport[] }).survey;
  }
  const said = ran.run.cases.find(({ failure }) => failure)?.failure?.message ?? ran.run.output_tail.slice(-600);
  throw new RunnerError(
    'TARGET_NOT_LOADABLE',
    `A ${place.style.framework} test could not load the target: ${said.trim() || ran.run.outcome}`,
    'See that the repository’s own tests run, and that the target can be imported by itself.',
  );
}

/** Try all calls in three ways: as planned, in the other order, and in another place of the world. */
export async function observeCalls(
  bench: Bench,
  place: TestPlace,
  calls: readonly CallPlan[],
  timeout_ms: number,
): Promise<readonly Repetition[]> {
  const hanging = new Map<string, CallPlan>();
  const first = await observe(bench, place, calls, hanging, timeout_ms, {});
  const reversed = await observe(bench, place, calls.toReversed(), hanging, timeout_ms, {});
  const elsewhere = await observe(bench, place, calls, hanging, timeout_ms, ELSEWHERE);
  return [
    { differs_by: 'nothing', observations: first },
    { differs_by: 'order', observations: reversed },
    { differs_by: 'place', observations: elsewhere },
  ];
}

/** Calls that never end cost the process they are in; the rest is tried in a new one. */
async function observe(
  bench: Bench,
  place: TestPlace,
  calls: readonly CallPlan[],
  hanging: Map<string, CallPlan>,
  timeout_ms: number,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Observation>> {
  const seen = new Map<string, Observation>();
  for (let round = 0; round <= MOST_HANGS; round += 1) {
    const left = calls.filter((call) => !seen.has(call.id) && !isHopeless(call, hanging));
    if (left.length === 0) return seen;
    await bench.write(place.path, writeObserver(place.style, left, HOOK));
    const ran = await bench.run(place.discovered, { files: [place.path], timeout_ms, environment });
    await bench.remove(place.path);
    const { observations, last } = parse(await readResult(ran, 'observations.txt'));
    observations.forEach((each, id) => seen.set(id, each));
    const stopped = left.find(({ id }) => id === last);
    if (!stopped || seen.has(stopped.id)) return seen;
    hanging.set(stopped.id, stopped);
  }
  return seen;
}

/** It hung before, or two others of the same function did. */
function isHopeless(call: CallPlan, hanging: ReadonlyMap<string, CallPlan>): boolean {
  const subject = (each: CallPlan): string => [...each.path, each.method].join('.');
  const same = [...hanging.values()].filter((each) => subject(each) === subject(call));
  return hanging.has(call.id) || same.length >= 2;
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
