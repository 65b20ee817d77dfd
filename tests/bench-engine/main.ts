/**
 * `npm run bench:engine`: every figure that the engine promises, on data that this makes.
 *
 *     npm run bench:engine [-- <name>…] [--seed <n>] [--share <0…1>]
 *     npm run bench:engine -- edits-corpus <edits.json>
 *     npm run bench:engine -- pairs <copy of Piranha's repository, or folder of <case>/{input,expected}>
 *     npm run bench:engine -- gitleaks <cmd/generate/config/rules of a copy of gitleaks>
 *     npm run bench:engine -- plant <folder of source code>
 *
 * `--share` takes a part of all runs, for a first look. Times mean something on a quiet machine only. The last line says
 * what was left out and why.
 */
import { parseArgs } from 'node:util';
import { measureContext } from './context/measure-context.ts';
import { measureEditSpeed } from './edit-speed.ts';
import { measureCorpus } from './edits-corpus.ts';
import { figure, printFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { measureFingerprints } from './fingerprint/measure-fingerprints.ts';
import { measureFlagMemory } from './flag-memory.ts';
import { measureFlagSpeed } from './flag-speed.ts';
import { measureGitleaks } from './gitleaks/measure-gitleaks.ts';
import { measureHonest } from './honest/measure-honest.ts';
import { measureKills } from './kill-apply.ts';
import { measurePairs } from './pairs/measure-pairs.ts';
import { plantInFolder } from './plant/plant-in-folder.ts';
import { measureRoundTrips } from './round-trips.ts';
import { measureSecrets } from './measure-secrets.ts';
import { measureTraces } from './measure-traces.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '20261120' }, share: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const share = Number(values.share);
if (!Number.isSafeInteger(seed) || !(share > 0 && share <= 1))
  throw new Error('The seed is a whole number, the share from 0 to 1.');
const part = (count: number): number => Math.max(1, Math.round(count * share));

const OWN: Readonly<Record<string, () => Promise<readonly Figure[]> | readonly Figure[]>> = {
  'edit-speed': () => [named('1,000 edit blocks on 200 kB', measureEditSpeed())],
  'flag-speed': () => measureFlagSpeed(seed),
  memory: () => measureFlagMemory(seed),
  'round-trips': async () => [named('round trips of edits', await measureRoundTrips(part(10_000), seed))],
  kills: async () => [named('kills in the middle of an apply', await measureKills(part(200), seed))],
  traces: () => measureTraces(seed, part),
  fingerprints: () => measureFingerprints(seed, part(1000)),
  honest: () => measureHonest(seed, part),
  secrets: () => measureSecrets(seed, part(1000)),
  context: () => measureContext(seed, part(10_000)),
};
const GIVEN: Readonly<Record<string, (path: string) => Promise<readonly Figure[]> | readonly Figure[]>> = {
  'edits-corpus': (path) => [named('cases of other editors', measureCorpus(path))],
  pairs: (path) => {
    const { pairs, j1, j2, total, duration_ms } = measurePairs(path, 'parity');
    for (const each of pairs) if (!each.j2) console.log(`        not equal: ${each.pair}`);
    // 50 and 58 of Piranha's 64 pairs that change; a part of them, and other pairs, are held to the same share.
    const share = (count: number, least: number, name: string) =>
      figure(
        name,
        (100 * count) / total,
        { at_least: (100 * least) / 64 },
        '%',
        `${count} of ${total}, ${duration_ms} ms`,
      );
    return [share(j1, 50, 'pairs equal without white space'), share(j2, 58, 'pairs equal without comments')];
  },
  gitleaks: (path) => measureGitleaks(path),
  plant: (path) => plantInFolder(path, seed),
};

console.log(`seed ${seed}, share ${share}`);
const [name, path] = positionals;
const given = name === undefined ? undefined : GIVEN[name];
const chosen = given ? [] : positionals.length > 0 ? positionals : Object.keys(OWN);
const unknown = chosen.find((each) => !OWN[each]);
if (unknown !== undefined || (given && path === undefined)) {
  throw new Error(`There are: ${Object.keys(OWN).join(', ')}; with a path: ${Object.keys(GIVEN).join(', ')}.`);
}
const figures: Figure[] = [];
for (const measure of given && path !== undefined ? [() => given(path)] : chosen.flatMap((each) => OWN[each] ?? [])) {
  for (const each of await measure()) {
    printFigure(each);
    figures.push(each);
  }
}
const kept = figures.filter(({ ok }) => ok).length;
console.log(`${kept} of ${figures.length} figures kept`);
process.exitCode = kept === figures.length && kept > 0 ? 0 : 1;

function named(title: string, measured: { readonly ok: boolean; readonly line: string }): Figure {
  return { name: title, ok: measured.ok, line: measured.line };
}
