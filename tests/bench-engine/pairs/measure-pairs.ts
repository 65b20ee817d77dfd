/**
 * Removes flags from pairs of files, before and after, as other tools publish them, and says how many files come out alike:
 *
 *     node tests/bench-engine/pairs/measure-pairs.ts <folder> [--safe]
 *
 * The folder is a copy of Piranha's repository, or holds `<case>/{input,expected}` with, if need be, `<case>/flag.json`: what
 * is removed, one step after the other. J1 compares without white space; J2 also without comments and trailing commas. Pairs
 * that are alike before anything is removed count for nothing and are left out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FlagMode } from '@iama/contracts/flag/request';
import { readSource } from '@iama/engine/syntax/read-source';
import { plainCases } from './pair-case.ts';
import type { PairCase } from './pair-case.ts';
import { piranhaCases } from './piranha-cases.ts';
import { takeOut } from './take-out.ts';

export interface PairResult {
  readonly pair: string;
  readonly j1: boolean;
  readonly j2: boolean;
  readonly expected: string;
  readonly actual: string;
}

export interface PairFigures {
  readonly pairs: readonly PairResult[];
  readonly j1: number;
  readonly j2: number;
  readonly total: number;
  readonly duration_ms: number;
}

export function measurePairs(folder: string, mode: FlagMode): PairFigures {
  const started = performance.now();
  const pairs = (piranhaCases(folder) ?? plainCases(folder)).flatMap((each) => measureCase(each, mode));
  return {
    pairs,
    j1: pairs.filter((pair) => pair.j1).length,
    j2: pairs.filter((pair) => pair.j2).length,
    total: pairs.length,
    duration_ms: Math.round(performance.now() - started),
  };
}

function measureCase(pair: PairCase, mode: FlagMode): readonly PairResult[] {
  const texts = new Map(pair.inputs.map((file) => [file, readFileSync(join(pair.folder, file), 'utf8')]));
  const planted = new Map(
    [...texts].map(([file, text]) => [
      file,
      pair.planted.reduce((left, [from, to]) => left.replaceAll(from, to), text),
    ]),
  );
  const results = pair.steps.reduce<ReadonlyMap<string, string>>((left, step) => takeOut(left, step, mode), planted);
  return [...texts].flatMap(([file, before]) => {
    const place = pair.expectedAt(file);
    const expected = existsSync(place) ? readFileSync(place, 'utf8') : '';
    return dense(before) === dense(expected)
      ? []
      : [compare(`${pair.name}/${file}`, expected, results.get(file) ?? '')];
  });
}

function compare(pair: string, expected: string, actual: string): PairResult {
  const [want, have] = [withoutComments(pair, expected), withoutComments(pair, actual)].map((text) =>
    dense(text).replace(/,(?=[}\])])/g, ''),
  );
  return { pair, j1: dense(expected) === dense(actual), j2: want === have, expected, actual };
}

function dense(text: string): string {
  return text.replace(/\s+/g, '');
}

function withoutComments(path: string, text: string): string {
  const read = readSource(path, text);
  if (!read.ok) return text;
  return read.file.comments.toReversed().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

/** Where the texts part first, without white space. */
function firstDifference({ expected, actual }: PairResult): readonly string[] {
  const [want, have] = [dense(expected), dense(actual)];
  let at = 0;
  while (at < want.length && want[at] === have[at]) at += 1;
  return [want, have].map((text) => text.slice(Math.max(0, at - 40), at + 60));
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
  if (folder === undefined) throw new Error('Name the folder with the pairs.');
  const { pairs, j1, j2, total, duration_ms } = measurePairs(
    folder,
    process.argv.includes('--safe') ? 'safe' : 'parity',
  );
  for (const each of pairs) {
    process.stdout.write(`${each.j1 ? 'J1' : each.j2 ? 'J2' : '--'}  ${each.pair}\n`);
    if (each.j1) continue;
    const [expected, actual] = firstDifference(each);
    process.stdout.write(`      expected …${expected}\n      actual   …${actual}\n`);
  }
  process.stdout.write(`J1 ${j1} of ${total}, J2 ${j2} of ${total}, ${duration_ms} ms\n`);
}
