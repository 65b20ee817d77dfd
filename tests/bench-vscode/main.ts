/**
 * `npm run bench:vscode`: what the extension promises about time, memory and accidents, in a real VS Code.
 *
 *     npm run bench:vscode [-- <part>…] [--seed <n>] [--share <0…1>] [--vsix <file>] [--snapshots <folder>]
 *
 * `--snapshots` keeps what the heap holds at each look of `growth`, to be compared in a browser's developer tools: 70 MB each.
 * `--share` takes a part of all runs, for a first look; the figures of such a run are not those that were promised. Times
 * mean something on a quiet machine only.
 */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { printFigure } from '../bench-engine/figure.ts';
import type { Figure } from '../bench-engine/figure.ts';
import { installHost } from '../vscode/harness/install-host.ts';
import { VSIX_VARIABLE, vsixUnderTest } from '../vscode/harness/vsix-under-test.ts';
import { packageExtension } from '../vscode/package-extension.ts';
import { measureOffline, measureSleep } from './absence.ts';
import { measureActivation } from './activation.ts';
import { measureGrowth } from './growth.ts';
import { measureKills } from './kills.ts';
import { measureReloads } from './reloads.ts';
import { measureSize } from './size.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    share: { type: 'string', default: '1' },
    vsix: { type: 'string' },
    snapshots: { type: 'string' },
  },
});
const seed = Number(values.seed);
const share = Number(values.share);
if (!Number.isSafeInteger(seed) || !(share > 0 && share <= 1))
  throw new Error('The seed is a whole number, the share from 0 to 1.');
const snapshots = values.snapshots === undefined ? null : resolve(values.snapshots);
const part = (count: number): number => Math.max(1, Math.round(count * share));
const began = performance.now();
const say = (line: string): void =>
  console.log(`        ${((performance.now() - began) / 1000).toFixed(0)} s  ${line}`);

const PARTS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  size: () => measureSize(vsixUnderTest()),
  activation: () => measureActivation(part(30), say),
  reloads: () => measureReloads(part(100), say),
  kills: () => measureKills(part(50), seed, say),
  sleep: () => measureSleep(share, say),
  offline: () => measureOffline(share, say),
  growth: () => measureGrowth(share, say, snapshots),
};

const chosen = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = chosen.find((name) => !PARTS[name]);
if (unknown !== undefined) throw new Error(`There is no ${unknown}. There are: ${Object.keys(PARTS).join(', ')}.`);

if (snapshots !== null) await mkdir(snapshots, { recursive: true });
await installHost();
process.env[VSIX_VARIABLE] = values.vsix === undefined ? await packageExtension() : resolve(values.vsix);
console.log(`seed ${seed}, share ${share}, load ${load()}`);
const figures: Figure[] = [];
for (const name of chosen) {
  console.log(`== ${name}`);
  for (const each of (await PARTS[name]?.()) ?? []) {
    printFigure(each);
    figures.push(each);
  }
}
const kept = figures.filter(({ ok }) => ok).length;
console.log(`${kept} of ${figures.length} figures kept, load ${load()}`);
process.exitCode = kept === figures.length && kept > 0 ? 0 : 1;

/** Of the last minute: above the number of cores, times are the machine's and not ours. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
