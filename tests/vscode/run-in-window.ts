import { glob } from 'node:fs/promises';
import { judgeSuite, readSummary } from '../run/read-summary.ts';
import type { Tally } from '../run/read-summary.ts';
import { runSuite } from '../run/run-suite.ts';
import type { SuiteEnd } from '../run/run-suite.ts';

/** The slowest file takes a third of this; reaching it means that something hangs. */
const FILE_LIMIT_MS = 300_000;

/** More files than this that need a second try are no bad luck any more. */
const MOST_FLAKY = 2;

export type Outcome = Tally & { readonly why?: string };

/**
 * Runs each file in a process of its own. A file that fails gets one more try from the start, in a new window: a click
 * that a busy workbench does not take is not a defect of the extension. What needed it is named, and too much of it is
 * a failure: a defect that shows now and then shows in many runs.
 */
export async function runInWindow(root: string, patterns: readonly string[]): Promise<Outcome> {
  return tryEach(await filesOf(root, patterns), async (file) =>
    judgeFile(await runSuite(root, `mocha ${JSON.stringify(file)}`, FILE_LIMIT_MS, 'spec')),
  );
}

/** As a suite, but for one thing: a file whose tests were all skipped, and say so, is no failure. Only all of them are. */
export function judgeFile(end: SuiteEnd): Outcome {
  const seen = readSummary(end.output);
  const is_skipped = seen !== undefined && seen.skipped > 0 && seen.passed + seen.failed === 0;
  return is_skipped && end.exitCode === 0 ? seen : judgeSuite(end);
}

/** The rule alone; `run` runs one file. */
export async function tryEach(
  files: readonly string[],
  run: (file: string) => Promise<Outcome>,
  say: (line: string) => void = console.log,
): Promise<Outcome> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const flaky: string[] = [];
  for (const file of files) {
    let end = await run(file);
    if (end.failed > 0) {
      say(`\n== ${file}: ${end.failed} failed${end.why === undefined ? '' : ` (${end.why})`}; once more`);
      end = await run(file);
      if (end.failed === 0) flaky.push(file);
    }
    total.passed += end.passed;
    total.failed += end.failed;
    total.skipped += end.skipped;
  }
  for (const file of flaky) say(`== flaky: ${file} passed at its second try`);
  if (files.length === 0) return { ...total, failed: 1, why: 'no file matches' };
  if (flaky.length <= MOST_FLAKY) return total;
  return { ...total, failed: total.failed + 1, why: `${flaky.length} files needed a second try` };
}

async function filesOf(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob([...patterns], { cwd: root })) files.push(file);
  return files.toSorted();
}
