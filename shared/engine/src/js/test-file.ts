import { baseNameOf, hasFolder } from './paths.ts';
import { languageOf } from './parse.ts';

const TEST_FOLDERS = /^(?:__tests__|__test__|tests?|specs?|e2e|cypress|playwright|integration-tests?|unit-tests?)$/i;
const TEST_NAMES = /(?:^|[._-])(?:test|tests|spec|e2e|cy|bench)(?:[._-][\w-]+)?\.[cm]?[jt]sx?$/i;

/** Whether a path is one of a test by the conventions of mocha, jest, vitest, node:test, playwright and cypress. */
export function isTestFile(path: string): boolean {
  if (languageOf(path) === null) return false;
  return TEST_NAMES.test(baseNameOf(path)) || hasFolder(path, TEST_FOLDERS);
}
