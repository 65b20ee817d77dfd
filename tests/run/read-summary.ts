import type { SuiteEnd } from './run-suite.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * The counts mocha prints at its end, or nothing when it never came so far. The last summary counts: a test may print
 * the words too, but nothing runs after mocha's own.
 */
export function readSummary(output: string): Tally | undefined {
  const passing = [...output.matchAll(/^ {2}(\d+) passing\b.*$/gm)].at(-1);
  if (!passing) return undefined;
  const tail = output.slice(passing.index);
  const count = (word: string) => Number(new RegExp(String.raw`^ {2}(\d+) ${word}\b`, 'm').exec(tail)?.[1] ?? 0);
  return { passed: Number(passing[1]), failed: count('failing'), skipped: count('pending') };
}

/** A suite's result as counted tests. A suite that crashed, hung or ran nothing is one failure more than mocha saw. */
export function judgeSuite({ exitCode, overdue, output }: SuiteEnd): Tally & { readonly why?: string } {
  const seen = readSummary(output);
  const blame = (why: string) => ({
    passed: seen?.passed ?? 0,
    failed: (seen?.failed ?? 0) + 1,
    skipped: seen?.skipped ?? 0,
    why,
  });
  if (overdue) return blame('it was still running at its limit and was ended');
  if (!seen) return blame('it ended without a summary');
  if (seen.passed + seen.failed === 0) return blame('it ran no tests');
  if (exitCode !== 0 && seen.failed === 0)
    return blame(`it ended with exit code ${exitCode ?? 'none'} after its tests`);
  return seen;
}
