import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { applyPatch } from '../patch/apply-patch.ts';
import { checkPatch } from '../patch/check-patch.ts';
import { reversePatch } from '../patch/reverse-patch.ts';
import { selectHunks } from '../patch/select-hunks.ts';
import { applyEditSet } from './apply-edit-set.ts';

/** Lines that repeat, so that blocks are ambiguous now and then. */
const someLine = fc.constantFrom('a();', 'b();', '  c();', '', '}', 'd();', 'e(1, 2);');
const someText = fc
  .tuple(fc.array(someLine, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isOpen]) => lines.join(end) + (isOpen ? '' : end));
const someRange = fc.tuple(fc.nat(39), fc.integer({ min: 1, max: 4 }));

/** Overlapping places count: each of them could be meant. */
function countOf(text: string, search: string): number {
  let count = 0;
  for (let at = text.indexOf(search); at !== -1; at = text.indexOf(search, at + 1)) count += 1;
  return count;
}

describe('any edit set', () => {
  it('is made where a plain search says, or refused; any part of it is taken back byte for byte', () => {
    fc.assert(
      fc.property(
        someText,
        fc.array(someRange, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.boolean()),
        (text, ranges, coin) => {
          const lines = text.split(/\r?\n/);
          const flat = text.replaceAll('\r\n', '\n');
          const blocks = ranges.flatMap(([from, length], index) => {
            const search = lines.slice(from, from + length).join('\n');
            return /\w/.test(search) ? [{ search, replace: `<${index}>` }] : [];
          });
          fc.pre(blocks.length > 0);
          const tree = { files: new Map([['a.txt', text]]), paths: new Set(['a.txt']) };
          const edits = [{ op: 'EXACT_SEARCH_REPLACE', path: 'a.txt', blocks }];
          const outcome = applyEditSet(tree, PatchEditSet.parse({ edits }));
          const places = blocks.map(({ search }) => countOf(flat, search));
          if (!outcome.ok) {
            const isClear = places.every((each) => each === 1);
            for (const { code } of outcome.refusals)
              assert.ok(code === 'EDITS_OVERLAP' || (code === 'SEARCH_AMBIGUOUS' && !isClear), code);
            return;
          }
          assert.deepEqual(
            places,
            blocks.map(() => 1),
          );
          assert.equal(checkPatch(outcome.patch), null);
          const chosen = outcome.patch.files.flatMap((file) =>
            file.hunks.flatMap((hunk) => (coin.next().value ? [hunk.id] : [])),
          );
          const selected = selectHunks(outcome.patch, chosen, () => text);
          assert.ok(selected.ok);
          const applied = applyPatch(selected.patch, () => text);
          assert.ok(applied.ok);
          const after = applied.files[0]?.after ?? text;
          if (chosen.length === outcome.patch.files.flatMap((file) => file.hunks).length) {
            const expected = blocks.reduce((all, { search, replace }) => all.replace(search, () => replace), flat);
            assert.equal(after.replaceAll('\r\n', '\n'), expected);
          }
          const back = applyPatch(
            reversePatch(selected.patch, () => text),
            () => after,
          );
          assert.ok(back.ok);
          assert.equal(back.files[0]?.after ?? after, text);
        },
      ),
      { numRuns: 400 },
    );
  });
});
