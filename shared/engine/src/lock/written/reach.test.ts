import assert from 'node:assert/strict';
import { checkTestFile } from './check-test-file.ts';

const targets = new Set(['src/cart.js', 'shop/prices.py', 'shop/io/reader.py']);
const python = (above: readonly string[], body: string): string =>
  checkTestFile({
    path: 'tests/test_model.py',
    text: [
      'from shop.prices import total',
      ...above,
      'def test_adds():',
      `    ${body}`,
      '    assert total([1]) == 1',
    ].join('\n'),
    titles: ['test_adds'],
    targets,
  }).join('\n');
const script = (above: string, body: string): string =>
  checkTestFile({
    path: 'test/cart.model.test.js',
    text: [
      "import { expect, test } from 'vitest';",
      "import { total } from '../src/cart';",
      above,
      `test('adds', async () => { ${body} expect(total([1])).toBe(1); });`,
    ].join('\n'),
    titles: ['adds'],
    targets,
  }).join('\n');

describe('what a test of a stranger gets at', () => {
  for (const [above, body] of [
    [['from datetime import datetime, timezone'], 'datetime.now(timezone.utc)'],
    [['import datetime'], 'datetime.datetime(2020, 1, 1)'],
    [['from copy import copy', 'from collections.abc import Iterable'], 'copy([])'],
    [['import collections.abc', 'import copy'], 'isinstance(copy.copy([]), collections.abc.Iterable)'],
    [['import pytest', 'from decimal import Decimal as D'], 'pytest.approx(D(1))'],
    [['import unittest'], "(lambda: unittest.main()) if __name__ == '__main__' else None"],
    [['import unittest', 'import re'], "re.compile('a').match('a')"],
    [['from shop.io.reader import read', 'from shop.io import reader'], 'reader.read(read)'],
    [['from shop import prices'], 'print([prices], __name__)'],
  ] as const) {
    it(`may be ${above.join('; ')}`, () => assert.equal(python(above, body), ''));
  }

  for (const [above, body, said] of [
    [['from dataclasses import sys'], "sys.modules['os'].system('id')", /loads dataclasses\.sys,/],
    [['from dataclasses import sys as s'], "s.modules['os'].system('id')", /loads dataclasses\.sys,/],
    [['import dataclasses'], "dataclasses.sys.modules['os']", /loads dataclasses\.sys,/],
    [['import dataclasses as d'], 'd.inspect.os', /loads dataclasses\.inspect,/],
    [['import dataclasses'], 'd = dataclasses', /hands dataclasses on/],
    [['from enum import bltns'], "bltns.open('x')", /loads enum\.bltns,/],
    [['from collections import _sys'], '_sys.modules', /loads collections\._sys,/],
    [['from unittest import loader'], "loader.os.system('id')", /loads unittest\.loader,/],
    [['import unittest.loader'], "unittest.loader.os.system('id')", /loads unittest\.loader,/],
    [['from unittest.mock import patch'], 'patch', /loads unittest\.mock,/],
    [['from operator import attrgetter'], "attrgetter('__globals__')(total)", /loads operator\.attrgetter,/],
    [['from shop.prices import os'], "os.system('id')", /loads shop\.prices\.os,/],
    [['from shop import prices'], "prices.os.system('id')", /loads shop\.prices\.os,/],
    [['import pytest'], 'pytest.main([])', /loads pytest\.main,/],
    [['import io'], "io.open('x')", /loads io,/],
    [[], "__builtins__['open']('x')", /uses __builtins__,/],
    [[], "getattr(total, '__glo' + 'bals__')", /uses getattr,/],
    [[], 'vars(total)', /uses vars,/],
    [[], '__loader__', /uses __loader__,/],
    [['import pytest'], 'pytest.raises(ValueError, total).tb.tb_frame.f_back', /uses tb_frame,/],
  ] as const) {
    it(`is never ${[...above, body].join('; ')}`, () => assert.match(python(above, body), said));
  }

  for (const [above, body, said] of [
    ["import { vi as v } from 'vitest';", "await v.importActual('node:fs');", /uses importActual,/],
    ["import * as all from 'vitest';", "const { importActual: load } = all.vi; await load('node:fs');", /stand-in/],
    ["import { jest as j } from '@jest/globals';", "j.requireActual('fs');", /uses requireActual,/],
  ] as const) {
    it(`is never ${above} ${body}`, () => assert.match(script(above, body), said));
  }
});
