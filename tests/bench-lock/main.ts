/**
 * `npm run bench:lock -- <folder>`: how much of what may go wrong in other people's libraries is noticed by the tests that are
 * written without a model, beside the libraries' own.
 *
 *     npm run bench:lock -- <folder of libraries> [--only <name>] [--files <n>] [--faults <n>] [--reruns <n>]
 *     npm run bench:lock -- <folder of libraries> --ways [--only <name>] [--files <n>] [--faults <n>]
 *
 * Each folder in it is one library with its tests, as far as it comes with any, and with what they need installed. Nothing in it
 * is changed. The last lines are held against what was promised: written tests that pass in 20 of 20 runs on the unchanged code,
 * and 80 % of the faults noticed.
 *
 * With `--ways`: whether the libraries' own tests notice the same faults when they are run in forks of a warm process as when each run
 * starts anew, and how much faster that is. Only Python has such a way.
 */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { figure, printFigure } from '../bench-engine/figure.ts';
import type { Figure } from '../bench-engine/figure.ts';
import { compareWays } from './compare-ways.ts';
import type { ComparedWays } from './compare-ways.ts';
import { measureLibrary } from './measure-library.ts';
import type { MeasuredFile } from './measure-library.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    files: { type: 'string', default: '1' },
    faults: { type: 'string', default: '40' },
    reruns: { type: 'string', default: '20' },
    verbose: { type: 'boolean', default: false },
    ways: { type: 'boolean', default: false },
  },
});
const [place] = positionals;
if (place === undefined) throw new Error('Name a folder of libraries.');
const whole = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${text} is no whole number above 0.`);
  return Number(text);
};
const [most_files, most_mutants, reruns] = [whole(values.files), whole(values.faults), whole(values.reruns)];

const entries = await readdir(resolve(place), { withFileTypes: true });
const folders = entries.filter(
  (each) => each.isDirectory() && (values.only === undefined || each.name === values.only),
);
const names = folders.map(({ name }) => name).toSorted();
const figures = values.ways ? await measureWays() : await measurePins();
figures.forEach(printFigure);
process.exitCode = figures.length > 0 && figures.every(({ ok }) => ok) ? 0 : 1;

async function measureWays(): Promise<readonly Figure[]> {
  const compared: ComparedWays[] = [];
  for (const name of names) {
    const folder = join(resolve(place ?? '.'), name);
    const files = await compareWays({ folder, most_files, most_mutants, signal: new AbortController().signal });
    for (const { path, faults, plain_ms, warm_ms, ready_ms, differing } of files) {
      console.log(
        `${name}  ${path}: ${faults} faults, ${perSecond(faults, plain_ms)} per second started anew, ${perSecond(faults, warm_ms)} ` +
          `forked (after ${Math.round(ready_ms)} ms)`,
      );
      for (const line of differing) console.log(`      ${line}`);
    }
    if (files.length === 0) console.log(`${name}: nothing that could be run both ways`);
    compared.push(...files);
  }
  const all = (count: (each: ComparedWays) => number): number => compared.reduce((sum, each) => sum + count(each), 0);
  const faults = all((each) => each.faults);
  const differing = all((each) => each.differing.length);
  // Where the tests themselves take long there is little to gain; that is told by the lines above.
  const ratios = compared.map(({ plain_ms, warm_ms }) => plain_ms / Math.max(1, warm_ms)).toSorted((a, b) => a - b);
  return [
    figure('files tried both ways', compared.length, { at_least: 1 }, 'files', `${faults} faults`),
    figure('faults that only one way noticed', differing, { at_most: 0 }, 'faults'),
    figure(
      'forked against started anew, the middle of the files',
      ratios[Math.floor(ratios.length / 2)] ?? 0,
      { at_least: 3 },
      'times as fast',
    ),
  ];
}

function perSecond(count: number, ms: number): string {
  return ((1000 * count) / Math.max(1, ms)).toFixed(2);
}

async function measurePins(): Promise<readonly Figure[]> {
  const measured: MeasuredFile[] = [];
  for (const name of names) {
    const began = performance.now();
    const progress = (line: string): void => void (values.verbose && console.log(`    ${line}`));
    const signal = new AbortController().signal;
    const files = await measureLibrary({
      folder: join(resolve(place ?? '.'), name),
      most_files,
      most_mutants,
      reruns,
      signal,
      progress,
    });
    for (const each of files) {
      console.log(lineOf(each, reruns));
      if (values.verbose) for (const line of each.left) console.log(`      ${line}`);
    }
    if (files.length === 0) console.log(`${name}: no source that could be pinned`);
    console.log(`    ${Math.round((performance.now() - began) / 1000)} s`);
    measured.push(...files);
  }
  const sum = (count: (each: MeasuredFile) => number): number =>
    measured.reduce((total, each) => total + count(each), 0);
  const tried = sum(({ faults }) => faults.tried);
  const share = (part: number): number => (100 * part) / Math.max(1, tried);
  const pinned = measured.filter(({ tests }) => tests > 0);
  const own = share(sum(({ faults }) => faults.by_existing));
  return [
    figure('files that could be pinned', pinned.length, { at_least: measured.length }, 'files'),
    figure(
      'runs of the written tests that passed on unchanged code',
      sum(({ steady_runs }) => steady_runs),
      { at_least: pinned.length * reruns },
      'runs',
    ),
    figure(
      'faults noticed',
      share(sum(({ faults }) => faults.noticed)),
      { at_least: 80 },
      '%',
      `of ${tried}; existing tests alone: ${own.toFixed(1)} %, written ones alone: ${share(sum(({ faults }) => faults.by_written)).toFixed(1)} %`,
    ),
  ];
}

function lineOf({ library, path, tests, existing, steady_runs, faults, not_pinned }: MeasuredFile, of: number): string {
  if (not_pinned !== null) return `${library}  ${path}: not pinned: ${not_pinned}`;
  const part = (count: number): string => `${((100 * count) / Math.max(1, faults.tried)).toFixed(0)} %`;
  return (
    `${library}  ${path}: ${tests} tests, ${steady_runs} of ${of} runs passed; of ${faults.tried} faults ${part(faults.noticed)} noticed ` +
    `(its own ${existing} tests: ${part(faults.by_existing)}, the written ones: ${part(faults.by_written)})`
  );
}
