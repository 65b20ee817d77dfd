import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { machineMade } from '@iama/engine/syntax/machine-made';
import type { Figure } from '../figure.ts';
import { removeStale } from '../remove-in-memory.ts';
import { measurePlantings } from './measure-plantings.ts';

/** Larger files are generated, and say nothing about how people write. */
const MOST_BYTES = 200_000;
const MOST_FILES = 2_000;

/** Plant the flag into the source files of a folder and take it out again; names the files that are not what they were. */
export async function plantInFolder(folder: string, seed: number): Promise<readonly Figure[]> {
  const texts: [string, string][] = [];
  for (const path of (await readdir(folder, { recursive: true })).toSorted()) {
    if (languageOfPath(path) === null || texts.length >= MOST_FILES) continue;
    const place = join(folder, path);
    const { size } = await stat(place);
    const text = size > MOST_BYTES ? '' : await readFile(place, 'utf8');
    // What a machine made is left alone by every removal.
    if (text !== '' && !text.includes('\r') && machineMade(path, text) === null) texts.push([path, text]);
  }
  const {
    files,
    places,
    identical,
    but_for_blanks: blanks,
    different,
  } = await measurePlantings(texts, removeStale, seed);
  for (const each of different) console.log(`        different: ${each.path} (seed ${each.seed})`);
  const line = `${identical} of ${files} files come back byte for byte, ${blanks} but for blanks, ${different.length} differ; ${places} places`;
  return [{ name: 'planted and removed', ok: files > 0 && different.length === 0, line }];
}
