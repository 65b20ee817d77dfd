import assert from 'node:assert/strict';
import { sameProgram } from './same-program.ts';

describe('the same program', () => {
  const same = (before: string, after: string, path = 'a.js'): boolean => sameProgram(path, before, after);

  it('is laid out, quoted, explained and parenthesised another way', () => {
    assert(same("module.exports = {'a': [1,2] }", '// why\nmodule.exports = { a: [1, 2] };\n'));
    assert(same('f((a + b));;', 'f(a + b);'));
    assert(same('({ a })', '({ a: a })'));
    assert(same('{"a": [1]}', '{\n  // why\n  "a": [1],\n}', '.mocharc.json'));
  });

  it('is not one with another value, order or nesting', () => {
    assert(!same('f(1)', 'f(2)'));
    assert(!same('f(a, [b], c)', 'f(a, [b, c])'));
    assert(!same('f(/a/g)', 'f(/a/)'));
    assert(!same('f(`a`)', 'f(`b`)'));
    assert(!same("f('1')", 'f(1)'));
    assert(!same('({ [a]: 1 })', '({ a: 1 })'));
    assert(!same('{"a": [1]}', '{"a": [1, 2]}', 'tsconfig.json'));
  });

  it('is never found in what cannot be read', () => {
    assert(!same('f(', 'f('));
    assert(!same('{', '{', 'a.json'));
    assert(!same('[pytest]', '[pytest]', 'pytest.ini'));
  });
});
