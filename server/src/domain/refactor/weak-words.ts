import type { WeakLock } from '@iama/contracts/test-run/lock';
import { countOf } from '../text/count-of.ts';
import { nameSome } from '../text/name-some.ts';

/** What a person is told of tests that would notice too little. */
export function weakWords({ noticed, tried, threshold, survivors }: WeakLock): string {
  const asked = `${(threshold * 100).toFixed(0)} % are asked for`;
  const places = survivors.map(({ path, line }) => `${path}:${line}`);
  const unnoticed = places.length === 0 ? '' : ` Not noticed: ${nameSome(places, 5)}.`;
  return `The tests noticed ${noticed} of ${countOf(tried, 'fault')} that were put into a copy of the code to be changed; ${asked}.${unnoticed}`;
}
