import type { TestSuite } from '@iama/contracts/test-run/suite';

/** Ids of the suites that these test files belong to: those in the innermost folder that holds the file. */
export function suitesReaching(tests: readonly string[], suites: readonly TestSuite[]): string[] {
  const ids = tests.flatMap((test) => {
    const around = suites.filter(({ cwd }) => cwd === '.' || test.startsWith(`${cwd}/`));
    const innermost = Math.max(...around.map(depth));
    return around.filter((suite) => depth(suite) === innermost).map(({ id }) => id);
  });
  return [...new Set(ids)];
}

function depth({ cwd }: TestSuite): number {
  return cwd === '.' ? 0 : cwd.split('/').length;
}
