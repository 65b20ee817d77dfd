import { isTestFile } from '@iama/engine/js/test-file';

const FIXTURES = /(^|\/)(node_modules|fixtures?|__fixtures__|__snapshots__|__mocks__)\//;
const CONVENTIONS: Readonly<Record<'js' | 'py' | 'go', (path: string) => boolean>> = {
  js: (path) => isTestFile(path) && !path.endsWith('.d.ts'),
  py: (path) => /(^|\/)(test_[^/]+|[^/]+_test)\.py$/.test(path),
  go: (path) => path.endsWith('_test.go'),
};

/** Test files below a folder (`.` for all) by the language's conventions, without fixtures. */
export function countTestFiles(paths: Iterable<string>, cwd: string, language: 'js' | 'py' | 'go'): number {
  const prefix = cwd === '.' ? '' : `${cwd}/`;
  let count = 0;
  for (const path of paths) {
    if (path.startsWith(prefix) && !FIXTURES.test(path) && CONVENTIONS[language](path)) count += 1;
  }
  return count;
}
