import { baseNameOf } from '../../js/paths.ts';
import { isTest } from '../../context/is-test.ts';
import { sealedRoleOf } from '../seal/seal.ts';

const SCRIPT = /^test[-_.].*\.[cm]?[jt]sx?$|(?:^|[._-])(?:tests?|spec)\.[cm]?[jt]sx?$/i;
const PYTHON = /^(?:test_.*|.*_test)\.py$/;

/**
 * Whether a new file has a name that is collected as a test, as `example` is. What is loaded for its place alone (`conftest.py`, a
 * package's `__init__.py`, a stand-in for a module) could decide over other tests. Pure.
 */
export function isTestToWrite(path: string, example: string): boolean {
  if (sealedRoleOf(path) === 'config' || /(^|\/)__mocks__\//.test(path)) return false;
  const name = baseNameOf(path);
  if (example.endsWith('.py')) return PYTHON.test(name);
  if (SCRIPT.test(name)) return true;
  // Where tests are known by their folder alone, a name says nothing.
  return !SCRIPT.test(baseNameOf(example)) && /^\w.*\.[cm]?[jt]sx?$/.test(name) && isTest(path);
}
