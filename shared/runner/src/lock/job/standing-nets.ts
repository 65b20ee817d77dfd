import type { Bench } from '../../run/bench.ts';
import type { Net } from '../net.ts';
import { netRuns } from '../net-runs.ts';

const SLOW_FACTOR = 4;

/**
 * The nets whose tests pass in the copy as it is now, each run once. A file that was put beside them may keep them from running, and
 * what never passes would seem to notice every fault. Throws TimeUp (the bench's).
 */
export async function standingNets(
  bench: Bench,
  nets: ReadonlyMap<string, readonly Net[]>,
  slow_least_ms: number,
): Promise<ReadonlyMap<string, readonly Net[]>> {
  const runs = netRuns(bench, () => false);
  const stands = new Map<string, boolean>();
  for (const net of [...nets.values()].flat()) {
    const key = keyOf(net);
    if (stands.has(key)) continue;
    stands.set(key, !(await runs.notices(net, Math.max(slow_least_ms, net.usual_ms * SLOW_FACTOR))));
  }
  return new Map([...nets].map(([path, all]) => [path, all.filter((net) => stands.get(keyOf(net)) === true)]));
}

/** What is run and counted; the same for several files mostly. */
function keyOf({ discovered, files, steady }: Net): string {
  return JSON.stringify([discovered.suite.id, files, [...steady].toSorted()]);
}
