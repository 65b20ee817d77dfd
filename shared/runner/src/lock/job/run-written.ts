import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { Bench } from '../../run/bench.ts';
import type { WrittenTest } from './lock-record.ts';

/**
 * Put tests that were written to pin behaviour into a copy, run them as their suites are run, and take them out again. One run
 * for each suite, in the order of the tests.
 */
export async function runWritten(
  bench: Bench,
  tests: readonly WrittenTest[],
  timeout_ms: number,
  progress: (line: string) => void,
  what = 'The tests that pin behaviour',
): Promise<SuiteRun[]> {
  const runs: SuiteRun[] = [];
  for (const members of Map.groupBy(tests, ({ suite }) => suite.id).values()) {
    const [first] = members;
    if (!first) continue;
    progress(`Running: ${what} (${first.suite.framework}, ${members.length} files)`);
    for (const { path, text } of members) await bench.write(path, text);
    const files = members.map(({ path }) => path);
    try {
      runs.push((await bench.run({ suite: first.suite, line: first.line }, { files, timeout_ms })).run);
    } finally {
      for (const path of files) await bench.remove(path);
    }
  }
  return runs;
}
