import { fileURLToPath } from 'node:url';
import type { CallPlan, Observation, SurveyedExport } from '@iama/engine/lock/observation';
import type { Repetition } from '@iama/engine/lock/settle-observations';
import { writeObserver } from '@iama/engine/lock/write/write-observer';
import { RunnerError } from '../errors/runner-error.ts';
import { readResult } from './bench.ts';
import type { Bench } from './bench.ts';
import type { TestPlace } from './test-place.ts';

const HOOK = fileURLToPath(new URL('../run/hooks/observe.cjs', import.meta.url));
/** So many calls that never end are left out one by one before the rest is given up. */
const MOST_HANGS = 6;
/** Another time zone, with a quarter of an hour in it, and another language. */
const ELSEWHERE = { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' };

/** What the target offers when it is loaded as its tests load it. Throws TARGET_NOT_LOADABLE. */
export async function surveyTarget(bench: Bench, place: TestPlace, timeout_ms: number): Promise<readonly SurveyedExport[]> {
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
  const hanging = new Set<string>();
  const first = await observe(bench, place, calls, hanging, timeout_ms, {});
  const reversed = await observe(bench, place, calls.toReversed(), hanging, timeout_ms, {});
  const elsewhere = await observe(bench, place, calls, hanging, timeout_ms, ELSEWHERE);
  return [
    { differs_by: 'nothing', observations: first },
    { differs_by: 'order', observations: reversed },
    { differs_by: 'place', observations: elsewhere },
  ];
}

/** One run; a call that never ends is found by its having begun, and the run is done again without it. */
async function observe(
  bench: Bench,
  place: TestPlace,
  calls: readonly CallPlan[],
  hanging: Set<string>,
  timeout_ms: number,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Observation>> {
  let seen = new Map<string, Observation>();
  for (let round = 0; round <= MOST_HANGS; round += 1) {
    const tried = calls.filter(({ id }) => !hanging.has(id));
    if (tried.length === 0) return seen;
    await bench.write(place.path, writeObserver(place.style, tried, HOOK));
    const ran = await bench.run(place.discovered, { files: [place.path], timeout_ms, environment });
    await bench.remove(place.path);
    const { observations, last } = parse(await readResult(ran, 'observations.txt'));
    seen = observations;
    if (last === null || observations.has(last)) return seen;
    hanging.add(last);
  }
  return seen;
}

function parse(text: string): { observations: Map<string, Observation>; last: string | null } {
  const observations = new Map<string, Observation>();
  let last: string | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const record = JSON.parse(line) as { began?: string } & Observation;
      if (record.began !== undefined) last = record.began;
      else observations.set(record.id, record);
    } catch {
      // A kill cut the line short: the call did not come to an end.
    }
  }
  return { observations, last };
}
