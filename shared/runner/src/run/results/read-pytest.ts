import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJunit } from './parse-junit.ts';
import { NO_RESULTS } from './raw-case.ts';
import type { RawResults } from './raw-case.ts';

/** Where pytest writes them in a run's folder of results. */
export const PYTEST_RESULTS = 'junit.xml';

/** What pytest wrote into a run's folder of results; it does so at its end only. */
export async function readPytest(folder: string): Promise<RawResults> {
  const xml = await readFile(join(folder, PYTEST_RESULTS), 'utf8').catch(() => null);
  const cases = xml === null ? null : parseJunit(xml);
  return cases ? { began: true, complete: true, cases } : NO_RESULTS;
}
