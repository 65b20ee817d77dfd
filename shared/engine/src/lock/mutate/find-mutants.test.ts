import assert from 'node:assert/strict';
import { findMutants, tryMutant } from './find-mutants.ts';
import { sampleMutants } from './sample-mutants.ts';

const results = (path: string, text: string) => findMutants(path, text).map((each) => tryMutant(text, each));

describe('mutants', () => {
  it('are faults in operators, constants, conditions, statements, arguments and what is returned', () => {
    const text = "'use strict';\nfunction f(a, b) {\n  log(a, b);\n  if (a > 2) return a + b;\n  return !a;\n}\n";
    const kinds = new Set(findMutants('a.js', text).map(({ kind }) => kind));
    assert.deepEqual([...kinds].toSorted(), [
      'condition',
      'constant',
      'off_by_one',
      'operator',
      'removed_statement',
      'return_value',
      'swapped_arguments',
    ]);
    const all = results('a.js', text);
    for (const [from, to] of [
      ['a > 2', 'a >= 2'],
      ['a > 2', 'a > 3'],
      ['(a > 2)', '(false)'],
      ['a + b', 'a - b'],
      ['log(a, b)', 'log(b, a)'],
      ['log(a, b);', ';'],
      ['return !a', 'return a'],
      ['return !a', 'return undefined'],
    ] as const)
      assert(all.includes(text.replace(from, to)), `${from} → ${to}`);
    assert(all.every((each) => each?.startsWith("'use strict'")));
  });

  it('speak Python', () => {
    const text =
      'def f(a):\n    """What it does."""\n    a.go(1)\n    if a is not None and a > 2:\n        return a // 2\n';
    const all = results('a.py', text);
    for (const [from, to] of [
      ['is not', 'is'],
      ['and', 'or'],
      ['a // 2', 'a * 2'],
      ['a.go(1)', 'pass'],
      ['return a // 2', 'return None'],
    ] as const)
      assert(all.includes(text.replace(from, to)), `${from} → ${to}`);
    assert(all.every((each) => each?.includes('What it does')));
  });

  it('leave out of Python what does nothing when it is imported', () => {
    const silent = [
      "__all__ = ['f']",
      'if TYPE_CHECKING:',
      '    x = 1 + 1',
      "def f(a: Literal['b', 2]) -> 'int': ...",
      "if __name__ == '__main__':",
      '    f(1)',
      '',
    ].join('\n');
    assert.deepEqual(findMutants('a.py', silent), []);
    const text = 'def f(a, b):\n    a //= 2\n    return a in b\n';
    const all = results('a.py', text);
    for (const [from, to] of [
      ['a in b', 'a not in b'],
      ['//=', '*='],
    ] as const)
      assert(all.includes(text.replace(from, to)), `${from} → ${to}`);
  });

  it('leave types, keys and imports alone, and stay in the range', () => {
    const text = "import a from 'a';\ntype T = 'x' | 1;\nexport const f = (n: 'x' | 2) => ({ 'k': n });\n";
    assert.deepEqual(findMutants('a.ts', text), []);
    const two = 'const a = 1;\nconst b = 2;\n';
    assert.deepEqual(
      findMutants('a.js', two, { start: 13, end: 26 }).map(({ line }) => line),
      [2, 2],
    );
  });

  it('are sampled from every line before a second one of any', () => {
    const text = Array.from({ length: 20 }, (_, at) => `exports.f${at} = (a, b) => a > b && a + b === ${at + 2};`).join(
      '\n',
    );
    const sample = sampleMutants(findMutants('a.js', text), 20);
    assert.equal(new Set(sample.map(({ line }) => line)).size, 20);
    assert.deepEqual(sample, sampleMutants(findMutants('a.js', text), 20));
  });
});
