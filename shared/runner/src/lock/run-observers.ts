import type { CallPlan } from '@iama/engine/lock/observation';
import { writeObserver } from '@iama/engine/lock/write/write-observer';
import { readResult } from '../run/bench.ts';
import type { Bench } from '../run/bench.ts';
import { OBSERVE_HOOK, OBSERVE_HOOK_PYTHON } from '../run/observe-hook.ts';
import type { TestPlace } from './place.ts';

/** What is to be called of one target; with no calls, what it offers is listed. */
export interface Observer {
  readonly place: TestPlace;
  readonly calls: readonly CallPlan[];
}

/** What an observer wrote down, line by line; empty when it never came to that. `said`: what its run said of it. */
export interface Observed {
  readonly text: string;
  readonly said: string;
}

/** Observe targets, by path, all of a suite in one run: starting a test tool costs more than what it runs. */
export async function runObservers(
  bench: Bench,
  observers: ReadonlyMap<string, Observer>,
  timeout_ms: number,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Observed>> {
  const observed = new Map<string, Observed>();
  for (const members of Map.groupBy(observers, ([, { place }]) => place.discovered.suite.id).values()) {
    const [first] = members;
    if (!first) continue;
    for (const [at, [, { place, calls }]] of members.entries()) {
      const hook = place.style.language === 'python' ? OBSERVE_HOOK_PYTHON : OBSERVE_HOOK;
      await bench.write(place.path, writeObserver(place.style, calls, hook, nameOf(at)));
    }
    const files = members.map(([, { place }]) => place.path);
    try {
      const ran = await bench.run(first[1].place.discovered, { files, timeout_ms, environment });
      for (const [at, [path, { place }]] of members.entries()) {
        const failed = ran.run.cases.find(({ file, failure }) => failure && (file === place.path || file === null));
        const said = failed?.failure?.message ?? ran.run.output_tail.slice(-600);
        observed.set(path, { text: await readResult(ran, nameOf(at)), said: said.trim() || ran.run.outcome });
      }
    } finally {
      for (const path of files) await bench.remove(path);
    }
  }
  return observed;
}

function nameOf(at: number): string {
  return `observations-${at}.txt`;
}
