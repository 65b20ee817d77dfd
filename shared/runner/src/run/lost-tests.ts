import type { Patch } from '@iama/contracts/patch/patch';
import type { TestCase, TestRun } from '@iama/contracts/test-run/test-run';

/**
 * Tests that passed before and do not pass now, by the id they have now: those of the repository, and those that were written to pin
 * behaviour. A missing one is lost too. `quarantined`: ids of tests or suites that decide nothing. `patch`: what the run had in its
 * copy; a test in a file that it renames is looked for under the new name. Pure.
 */
export function lostTests(
  before: TestRun,
  after: TestRun,
  quarantined: ReadonlySet<string>,
  patch: Pick<Patch, 'files'> = { files: [] },
): string[] {
  const renames = new Map(patch.files.flatMap(({ path, new_path }) => (new_path === null ? [] : [[path, new_path]])));
  const passing = new Set(passedIn(after).map(({ test }) => test.id));
  return passedIn(before)
    .filter(({ suite_id, test }) => !quarantined.has(suite_id) && !quarantined.has(test.id))
    .map(({ test }) => idAfter(test, renames))
    .filter((id) => !passing.has(id));
}

/** How many tests passed, written ones included. Pure. */
export function countPassed(run: TestRun): number {
  return passedIn(run).length;
}

function passedIn({ suites, characterization = [] }: TestRun): { suite_id: string; test: TestCase }[] {
  return [...suites, ...characterization].flatMap(({ suite_id, cases }) =>
    cases.flatMap((test) => (test.status === 'passed' ? [{ suite_id, test }] : [])),
  );
}

/** Ids are `<suite id>::<file>::<full name>`. */
function idAfter({ id, file }: TestCase, renames: ReadonlyMap<string, string>): string {
  const moved = file === null ? undefined : renames.get(file);
  return moved === undefined ? id : id.replace(`::${file}::`, () => `::${moved}::`);
}
