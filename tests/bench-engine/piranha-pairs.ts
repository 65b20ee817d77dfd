/**
 * Removes a flag from pairs of `<case>/input` and `<case>/expected`, as other tools publish them, and says how many files come
 * out alike:
 *
 *     node tests/bench-engine/piranha-pairs.ts <folder> [--safe]
 *
 * J1 compares without white space; J2 also without comments and trailing commas. An empty or missing expected file means that
 * the file is deleted.
 *
 * A case may say in `<case>/flag.json` what is removed, one flag after the other: `[{"key", "value", "api"}]`, the API as in an
 * API file. Without it the flag is `STALE_FLAG`, kept on where the case's name ends in `-treated`, off otherwise.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FlagApi } from '@iama/contracts/flag/api';
import { FlagRequest } from '@iama/contracts/flag/request';
import type { FlagMode } from '@iama/contracts/flag/request';
import { removeFlag } from '@iama/engine/flag/remove-flag';
import { traceFlag } from '@iama/engine/flag/trace-flag';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import { readSource } from '@iama/engine/syntax/read-source';

export interface PairResult {
  readonly pair: string;
  readonly j1: boolean;
  readonly j2: boolean;
  /** Where the texts part first, without white space; null when they do not. */
  readonly difference: { readonly expected: string; readonly actual: string } | null;
}

export interface PairFigures {
  readonly pairs: readonly PairResult[];
  readonly j1: number;
  readonly j2: number;
  readonly total: number;
  readonly duration_ms: number;
}

/** The flag clients of cases that bring none. */
const API = FlagApi.parse({
  calls: [
    { names: ['isToggleEnabled', 'isFlagTreated'] },
    { names: ['isToggleDisabled'], gives: 'negation' },
    { names: ['putToggleEnabled', 'putToggleDisabled', 'includeEvent'], gives: 'nothing' },
  ],
  constants: ['STALE_FLAG'],
});

export function measurePairs(folder: string, mode: FlagMode): PairFigures {
  const started = performance.now();
  const pairs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .flatMap((name) => measureCase(folder, name, mode));
  return {
    pairs,
    j1: pairs.filter((pair) => pair.j1).length,
    j2: pairs.filter((pair) => pair.j2).length,
    total: pairs.length,
    duration_ms: Math.round(performance.now() - started),
  };
}

function measureCase(folder: string, name: string, mode: FlagMode): readonly PairResult[] {
  const input = join(folder, name, 'input');
  const texts: ReadonlyMap<string, string> = new Map(
    readdirSync(input).map((file) => [file, readFileSync(join(input, file), 'utf8')]),
  );
  const results = flagsOf(join(folder, name), mode).reduce(withoutFlag, texts);
  return [...texts.keys()].map((path) => {
    const place = join(folder, name, 'expected', path);
    const expected = existsSync(place) ? readFileSync(place, 'utf8') : '';
    return compare(`${name}/${path}`, expected, results.get(path) ?? '');
  });
}

function flagsOf(place: string, mode: FlagMode): readonly FlagRequest[] {
  const said = join(place, 'flag.json');
  if (!existsSync(said))
    return [FlagRequest.parse({ key: 'STALE_FLAG', value: place.endsWith('-treated'), api: API, mode })];
  const flags = z.array(FlagRequest.omit({ mode: true })).parse(JSON.parse(readFileSync(said, 'utf8')));
  return flags.map((flag) => ({ ...flag, mode }));
}

function withoutFlag(texts: ReadonlyMap<string, string>, request: FlagRequest): ReadonlyMap<string, string> {
  const source = { texts, paths: new Set(texts.keys()), scope: '.', outside: new Set<string>(), cache: new Map() };
  const traced = traceFlag(source, request, request.key, request.value, request.mode);
  const results = new Map(texts);
  for (const change of removeFlag(source, request, traced).changes) {
    if (change.change === 'delete') results.delete(change.path);
    if (change.change === 'modify') results.set(change.path, applyEdits(texts.get(change.path) ?? '', change.edits));
  }
  return results;
}

function compare(pair: string, expected: string, actual: string): PairResult {
  const j1 = dense(expected) === dense(actual);
  const [want, have] = [withoutComments(pair, expected), withoutComments(pair, actual)].map((text) =>
    dense(text).replace(/,(?=[}\])])/g, ''),
  ) as [string, string];
  return { pair, j1, j2: want === have, difference: j1 ? null : firstDifference(dense(expected), dense(actual)) };
}

function dense(text: string): string {
  return text.replace(/\s+/g, '');
}

function withoutComments(path: string, text: string): string {
  const read = readSource(path, text);
  if (!read.ok) return text;
  return read.file.comments.toReversed().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

function firstDifference(expected: string, actual: string): PairResult['difference'] {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 40), at + 60);
  return { expected: around(expected), actual: around(actual) };
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
  if (folder === undefined) throw new Error('Name the folder with the pairs.');
  const figures = measurePairs(folder, process.argv.includes('--safe') ? 'safe' : 'parity');
  for (const { pair, j1, j2, difference } of figures.pairs) {
    process.stdout.write(`${j1 ? 'J1' : j2 ? 'J2' : '--'}  ${pair}\n`);
    if (difference)
      process.stdout.write(`      expected …${difference.expected}\n      actual   …${difference.actual}\n`);
  }
  const { j1, j2, total, duration_ms } = figures;
  process.stdout.write(`J1 ${j1} of ${total}, J2 ${j2} of ${total}, ${duration_ms} ms\n`);
}
