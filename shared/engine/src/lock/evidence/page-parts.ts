import type { TestTotals } from '@iama/contracts/test-run/test-run';

/** A line of the table of tests. */
export function row(name: string, totals: TestTotals | null): string {
  return totals === null
    ? `| ${name} | not run | | |`
    : `| ${name} | ${totals.passed} | ${totals.failed} | ${totals.skipped} |`;
}

/** A heading with a list below it; nothing where there is nothing to list. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${line}`), ''];
}
