import assert from 'node:assert/strict';
import { testsReaching } from './tests-reaching.ts';

const tree = (files: Readonly<Record<string, string>>) => ({
  files: new Map(Object.entries(files)),
  paths: new Set(Object.keys(files)),
});

describe('tests that reach a file', () => {
  const python = tree({
    'shop/__init__.py': 'from .cart import Cart\n',
    'shop/cart.py': 'from .price import price\n',
    'shop/price.py': '',
    'shop/other.py': '',
    'tests/test_direct.py': 'from shop.price import price\n',
    'tests/test_package.py': 'import shop\n',
    'tests/test_nothing.py': 'import os\n',
  });

  it('are in Python those that import it, also through modules and what packages give away', () => {
    assert.deepEqual([...testsReaching(python, 'shop/price.py')].toSorted(), [
      'tests/test_direct.py',
      'tests/test_package.py',
    ]);
    // A package is loaded with each of its modules.
    assert.deepEqual([...testsReaching(python, 'shop/cart.py')].toSorted(), [
      'tests/test_direct.py',
      'tests/test_package.py',
    ]);
    assert.deepEqual([...testsReaching(python, 'shop/other.py')], []);
  });

  it('are in JavaScript those that load it', () => {
    const scripts = tree({
      'a.js': '',
      'b.js': "require('./a.js');",
      'test/b.test.js': "require('../b.js');",
      'test/c.test.js': '',
    });
    assert.deepEqual([...testsReaching(scripts, 'a.js')], ['test/b.test.js']);
  });
});
