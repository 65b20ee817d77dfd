import { isTestFile } from '../js/test-file.ts';

/** Whether a path is one of a test, by the conventions of JavaScript's and Python's frameworks. */
export function isTest(path: string): boolean {
  return isTestFile(path) || /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|(?:^|\/)tests?\/.*\.py$/.test(path);
}
