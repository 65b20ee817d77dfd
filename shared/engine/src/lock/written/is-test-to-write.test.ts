import assert from 'node:assert/strict';
import { isTestToWrite } from './is-test-to-write.ts';

describe('the name of a test file that a stranger may write', () => {
  for (const [example, good, bad] of [
    [
      'tests/test_cart.py',
      ['tests/test_new.py', 'tests/cart_test.py'],
      ['tests/conftest.py', 'conftest.py', 'tests/__init__.py', 'tests/json.py', 'tests/test_x/conftest.py'],
    ],
    [
      'test/cart.test.js',
      ['test/new.test.js', 'test/new_spec.ts', 'test/test-new.mjs', 'test/test.js'],
      ['test/helper.js', 'test/setup.js', 'test/test_cart.py', 'test/jest.setup.js', 'test/__mocks__/fs.test.js'],
    ],
    ['test/cart.js', ['test/new.js'], ['test/.mocharc.js', 'test/.hidden.js', 'src/new.js', 'test/test_x.py']],
  ] as const) {
    it(`is one that is collected where ${example} is`, () => {
      assert.deepEqual(
        good.filter((path) => !isTestToWrite(path, example)),
        [],
      );
      assert.deepEqual(
        bad.filter((path) => isTestToWrite(path, example)),
        [],
      );
    });
  }
});
