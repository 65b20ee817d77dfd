import assert from 'node:assert/strict';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { applyEdits } from '../patch/apply-edits.ts';
import { applyEditSet } from './apply-edit-set.ts';

/** The text afterwards, or the codes of the refusals. */
function after(path: string, text: string, from: string, to: string): string {
  const tree = { files: new Map([[path, text]]), paths: new Set([path]) };
  const edits = [{ op: 'EXACT_SEARCH_REPLACE', path, blocks: [{ search: from, replace: to }] }];
  const outcome = applyEditSet(tree, PatchEditSet.parse({ edits }));
  if (!outcome.ok) return outcome.refusals.map((each) => each.code).join(' ');
  return applyEdits(text, outcome.patch.files[0]?.edits ?? []);
}

describe('code whose indentation is syntax', () => {
  it('is not found by lines of which each has another indentation', () => {
    const lines = 'if a:\n    b()\n    c()\n';
    const [flat, done] = ['if a:\n    b()\nc()', 'if a:\n    b2()\nc()'];
    assert.equal(after('a.py', lines, flat, done), 'SEARCH_NOT_FOUND');
    assert.equal(after('a.txt', lines, flat, done), 'if a:\n    b2()\nc()\n');
    assert.equal(after('a.py', lines, 'if  a :\n  b( )', 'if a2:\n  b()'), 'if a2:\n    b()\n    c()\n');
    assert.equal(after('a.py', 'f(a,\n  b)\n', 'f(a, b)', 'f(b)'), 'f(b)\n');
  });

  const CODE = 'def f():\n    if a:\n        b()\n    else:\n        c()\n';
  for (const [from, to] of [
    ['        b()', '    b()'],
    ['        b()', '        b()\n            d()'],
    ['        b()', '        b()\n      d()'],
    ['    else:', '  else:'],
  ] satisfies [string, string][]) {
    it(`is not left with an indentation that fits no block: ${JSON.stringify(to)}`, () =>
      assert.equal(after('a.py', CODE, from, to), 'NEW_PARSE_ERROR'));
  }

  for (const to of ['        b(\n  x)', '        # c\n    # d\n        b()', '        b(); d()', '        b = \\\n  1'])
    it(`may have lines that go on as they like: ${JSON.stringify(to)}`, () =>
      assert.equal(
        after('a.py', CODE, '        b()', to),
        CODE.replace('        b()', () => to),
      ));
});
