import type { ClauseTest, WrittenTests } from '@iama/contracts/test-run/written-tests';
import { isOfModelTests } from '@iama/contracts/test-run/written-tests';
import type { TestCase, TestRun } from '@iama/contracts/test-run/test-run';

/**
 * Which test of a model's holds which clause, and what it said on the unchanged code: found in the run, not in what the model says.
 * A test that was not run is not there.
 */
export function clauseTests(
  { files }: Pick<WrittenTests, 'files'>,
  { characterization = [], lock }: Pick<TestRun, 'characterization' | 'lock'>,
): ClauseTest[] {
  const flaky = new Set(lock?.flaky.map(({ test_id }) => test_id));
  const cases = characterization.filter(({ suite_id }) => isOfModelTests(suite_id)).flatMap((suite) => suite.cases);
  const held = files.flatMap(({ path, tests }) => {
    const inFile = cases.filter(({ file }) => file === path);
    const titles = tests.map(({ title }) => title);
    return tests.flatMap(({ title, clauses }) =>
      casesCalled(title, inFile, titles).flatMap(({ id, status }) =>
        clauses.map((clause) => ({
          clause,
          test_id: storable(id),
          status: flaky.has(id) ? ('flaky' as const) : status,
        })),
      ),
    );
  });
  const once = new Map(held.map((each) => [JSON.stringify([each.clause, each.test_id]), each]));
  return [...once.values()];
}

/** `never adds` ends as `adds` does: it is the test of the longest title that fits it, and of no other where one is called exactly so. */
function casesCalled(title: string, cases: readonly TestCase[], titles: readonly string[]): readonly TestCase[] {
  const longer = titles.filter((each) => each.length > title.length);
  const found = cases.filter((each) => isCalled(each, title) && !longer.some((other) => isCalled(each, other)));
  const exact = found.filter(({ name }) => name === title);
  return exact.length > 0 ? exact : found;
}

/** Frameworks put the names of the groups around a test before its own. */
function isCalled({ name }: TestCase, title: string): boolean {
  return name === title || new RegExp(`[^\\p{L}\\p{N}]${escaped(title)}$`, 'u').test(name);
}

/** A row takes no NUL and no half character, and a title may have either. */
function storable(id: string): string {
  return id.replaceAll('\0', '\uFFFD').toWellFormed();
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
