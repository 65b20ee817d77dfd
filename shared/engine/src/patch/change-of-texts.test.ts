import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPatch } from './apply-patch.ts';
import { buildPatch } from './build-patch.ts';
import { changeOfTexts } from './change-of-texts.ts';
import { selectHunks } from './select-hunks.ts';

function patchOf(before: string | null, after: string | null) {
  const change = changeOfTexts('a.txt', before, after, 'rewritten');
  const files = new Map(before === null ? [] : [['a.txt', before]]);
  return buildPatch({ files, paths: new Set(files.keys()) }, change ? [change] : [], []);
}

const line = fc.constantFrom('a\n', 'b\n', '\n', 'a\r\n', '\tc  \n', 'é😀\n');
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', 'end', 'a'))
  .map(([lines, end]) => lines.join('') + end);

describe('a change from one whole text to another', () => {
  it('gives the other text, whatever the two are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const outcome = applyPatch(patchOf(before, after), () => before);
        assert.ok(outcome.ok);
        if (before !== after) assert.equal(outcome.files[0]?.after, after);
      }),
    );
  });

  it('has a hunk for each place, and one of them can be taken alone', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);
    const before = lines.join('');
    const after = before.replace('line 3\n', 'third\n').replace('line 30\n', '');
    const patch = patchOf(before, after);
    const [first, second] = patch.files[0]?.hunks ?? [];
    assert.ok(first && second);
    const chosen = selectHunks(patch, [second.id], () => before);
    assert.ok(chosen.ok);
    const outcome = applyPatch(chosen.patch, () => before);
    assert.ok(outcome.ok);
    assert.equal(outcome.files[0]?.after, before.replace('line 30\n', ''));
  });

  it('creates and deletes files, and is nothing for equal texts', () => {
    assert.deepEqual(
      [patchOf(null, 'new\n'), patchOf('old\n', null)].map(({ files }) => files[0]?.change),
      ['create', 'delete'],
    );
    assert.equal(changeOfTexts('a.txt', 'same', 'same', 'rewritten'), null);
  });

  it('stays right and quick where the texts share little', () => {
    const long = (word: string) => Array.from({ length: 6000 }, (_, index) => `${word} ${index}\n`).join('');
    const [before, after] = [`first\n${long('old')}last\n`, `first\n${long('new')}last\n`];
    const outcome = applyPatch(patchOf(before, after), () => before);
    assert.ok(outcome.ok);
    assert.equal(outcome.files[0]?.after, after);
  });
});
