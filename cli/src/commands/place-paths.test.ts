import assert from 'node:assert/strict';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { placePaths } from './place-paths.ts';

const PATHS = new Set(['a.ts', 'lib/x.ts', 'app/a.ts', 'app/b.ts', 'app/src/c.ts']);

function placed(path: string, here: string): string | readonly string[] {
  const set = PatchEditSet.parse({ edits: [{ op: 'CREATE_FILE', path, text: '' }], base_sha256: {} });
  const { set: after, unclear } = placePaths(set, PATHS, here);
  return unclear.length > 0 ? unclear : after.edits[0]!.path;
}

describe('files that edits name', () => {
  it('are those of the repository, where one stands at its root', () => {
    assert.equal(placed('a.ts', ''), 'a.ts');
    assert.equal(placed('b.ts', ''), 'b.ts');
  });

  it('are also those of the folder where one stands', () => {
    assert.equal(placed('b.ts', 'app'), 'app/b.ts');
    assert.equal(placed('app/b.ts', 'app'), 'app/b.ts');
    assert.equal(placed('lib/x.ts', 'app'), 'lib/x.ts');
  });

  it('are not guessed where both have one', () => {
    assert.deepEqual(placed('a.ts', 'app'), ['a.ts may be a.ts or app/a.ts of the repository; run this at its root.']);
  });

  it('lie where their folder is, when they are new', () => {
    assert.equal(placed('src/new.ts', 'app'), 'app/src/new.ts');
    assert.equal(placed('lib/new.ts', 'app'), 'lib/new.ts');
    assert.equal(placed('new.ts', 'app'), 'new.ts');
  });

  it('move within the folder that they were found in', () => {
    const edits = [{ op: 'RENAME_FILE', path: 'b.ts', new_path: 'd.ts' }];
    const [edit] = placePaths(PatchEditSet.parse({ edits }), PATHS, 'app').set.edits;
    assert.deepEqual(edit, { op: 'RENAME_FILE', path: 'app/b.ts', new_path: 'app/d.ts' });
  });
});
