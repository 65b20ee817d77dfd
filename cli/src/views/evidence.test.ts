import assert from 'node:assert/strict';
import { unreachedNote } from './evidence.ts';

describe('the note on what no test reaches', () => {
  const file = { path: 'example/parse.js', change: 'modify', new_path: null } as const;

  it('says that passing tests prove little when none of them loads a changed file', () => {
    assert.match(unreachedNote({ tests_reaching: 0, files: [file] }) ?? '', /No test imports the changed file,/);
    assert.match(unreachedNote({ tests_reaching: 0, files: [file, file] }) ?? '', /any of the 2 changed files,/);
  });
  it('is silent when a test does, or when nothing is known', () => {
    assert.equal(unreachedNote({ tests_reaching: 1, files: [file] }), null);
    assert.equal(unreachedNote(undefined), null);
  });
});
