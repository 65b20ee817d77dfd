import type { AttemptSummary } from '@iama/contracts/job/evidence';
import type { TestTotals } from '@iama/contracts/test-run/test-run';

/** A line of the table of tests. */
export function row(name: string, totals: TestTotals | null): string {
  return totals === null
    ? `| ${name} | not run | | |`
    : `| ${name} | ${totals.passed} | ${totals.failed} | ${totals.skipped} |`;
}

/** What failed in an attempt, and in which of the two ways. */
export function failedLines({ failed_tests, timed_out = [] }: AttemptSummary): readonly string[] {
  return failed_tests.map((id) =>
    timed_out.includes(id) ? `took too long (TIMEOUT_EXECUTION): ${id}` : `failed: ${id}`,
  );
}

/** A heading with a list below it; nothing where there is nothing to list. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${line}`), ''];
}
