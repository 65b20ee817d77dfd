import { readSource } from '@iama/engine/syntax/read-source';
import { diceOf } from '../trace/dice.ts';
import type { Remove } from '../trace/compare-traces.ts';
import { plantFlag } from './plant-flag.ts';

export interface PlantingResult {
  readonly files: number;
  readonly places: number;
  /** Files that came back byte for byte, or but for white space; the rest is different. */
  readonly identical: number;
  readonly but_for_blanks: number;
  readonly different: readonly {
    readonly path: string;
    readonly seed: number;
    readonly planted: string;
    readonly got: string;
  }[];
}

/** How many questions for the flag go into one file. */
const PLACES = 6;

/**
 * Plant the flag into files that know nothing of it, remove it with `true`, and compare with what was there. `texts` are
 * by path; what cannot be read, or has no statement to wrap, is left out.
 */
export async function measurePlantings(
  texts: Iterable<readonly [string, string]>,
  remove: Remove,
  seed: number,
): Promise<PlantingResult> {
  const sum = { files: 0, places: 0, identical: 0, but_for_blanks: 0 };
  const different: { path: string; seed: number; planted: string; got: string }[] = [];
  for (const [path, text] of texts) {
    const read = readSource(path, text);
    const own = seed + sum.files;
    const planted = read.ok ? plantFlag(read.file, diceOf(own), PLACES) : null;
    if (!planted) continue;
    sum.files += 1;
    sum.places += planted.places;
    const got = await remove(path, planted.text, true);
    if (got === text) sum.identical += 1;
    else if (withoutBlanks(got) === withoutBlanks(text)) sum.but_for_blanks += 1;
    else different.push({ path, seed: own, planted: planted.text, got });
  }
  return { ...sum, different };
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
