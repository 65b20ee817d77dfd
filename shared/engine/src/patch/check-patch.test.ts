import assert from 'node:assert/strict';
import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';
import { checkPatch } from './check-patch.ts';

const HASH = 'a'.repeat(64);

const hunk: Hunk = {
  id: 'h-1',
  edits: [0],
  old_start: 1,
  old_lines: 2,
  new_start: 1,
  new_lines: 1,
  lines: [' kept', '-gone'],
  finding_ids: ['f1'],
  depends_on: [],
  because: null,
};

const file: PatchFile = {
  path: 'src/a.js',
  change: 'modify',
  new_path: null,
  base_sha256: HASH,
  result_sha256: HASH,
  edits: [{ start: 5, end: 10, replacement: '', finding_id: 'f1' }],
  hunks: [hunk],
};

function patchOf(...files: PatchFile[]): Patch {
  const lines = files.flatMap(({ hunks }) => hunks.flatMap((each) => each.lines));
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return { schema_version: 1, files, lines_added: count('+'), lines_removed: count('-') };
}

const with_hunk = (change: Partial<Hunk>): Patch => patchOf({ ...file, hunks: [{ ...hunk, ...change }] });
const edit = (start: number, end: number) => ({ start, end, replacement: '', finding_id: 'f1' });

describe('a patch whose base is not at hand', () => {
  it('has nothing against it when it is of one piece', () => {
    assert.equal(checkPatch(patchOf(file)), null);
    assert.equal(checkPatch(patchOf()), null);
  });

  const other = { ...file, path: 'src/b.js', hunks: [{ ...hunk, id: 'h-2' }] };
  for (const [what, patch, said] of [
    ['a path with two fates', patchOf(file, { ...other, change: 'rename', new_path: 'src/a.js' }), /src\/a\.js twice/],
    ['files out of order', patchOf(other, file), /sorted/],
    ['the workspace itself for a file', patchOf({ ...file, path: '.' }), /workspace itself/],
    ['a creation with a base', patchOf({ ...file, change: 'create' }), /contradicts itself/],
    ['a deletion with a result', patchOf({ ...file, change: 'delete' }), /contradicts itself/],
    ['a rename to nowhere', patchOf({ ...file, change: 'rename' }), /contradicts itself/],
    ['an edit that ends before it starts', patchOf({ ...file, edits: [edit(9, 5)] }), /out of order/],
    ['edits that overlap', patchOf({ ...file, edits: [edit(5, 10), edit(9, 12)] }), /overlap/],
    ['an edit in no hunk', patchOf({ ...file, edits: [edit(0, 1), edit(5, 10)] }), /each of its edits once/],
    ['an edit in two hunks', patchOf({ ...file, hunks: [hunk, { ...hunk, id: 'h-2' }] }), /each of its edits once/],
    ['a hunk of an edit that is not there', with_hunk({ edits: [1] }), /each of its edits once/],
    ['a change that no hunk shows', patchOf({ ...file, edits: [], hunks: [] }), /could not be refused/],
    ['two hunks of one name', patchOf(file, { ...other, hunks: [hunk] }), /Two hunks/],
    ['a hunk that needs another patch’s', with_hunk({ depends_on: ['h-9'] }), /depends on h-9/],
    ['a hunk that hides a line', with_hunk({ old_lines: 5 }), /counts other lines/],
    ['lines that it does not show', { ...patchOf(file), lines_added: 7 }, /counts other lines/],
  ] as const) {
    it(`is refused with ${what}`, () => {
      assert.match(checkPatch(patch) ?? 'nothing', said);
    });
  }
});
