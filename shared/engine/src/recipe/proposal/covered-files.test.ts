import assert from 'node:assert/strict';
import { targetFilesOf } from '../unused-code/target-files.ts';
import { coveredFiles, SAYS_HOW_TESTS_RUN } from './covered-files.ts';

describe('the files that a target covers', () => {
  const texts = { 'src/a.js': '', 'jest.config.js': '', 'test/a.test.js': '' };
  const tree = { files: new Map(Object.entries(texts)), paths: new Set(Object.keys(texts)) };
  const everything = { kind: 'folder', path: '.' } as const;

  it('are not those that say how tests are run, unless one is named or the tests are wanted too', () => {
    const skipped = { path: 'jest.config.js', reason: SAYS_HOW_TESTS_RUN };
    const covered = coveredFiles({ tree, target: everything }, ['script']);
    assert.deepEqual(covered.files, ['src/a.js']);
    assert.deepEqual(covered.skipped[0], skipped);
    assert.deepEqual(targetFilesOf(tree, everything).files, ['src/a.js']);
    assert.deepEqual(targetFilesOf(tree, everything).skipped[0], skipped);
    const named = { kind: 'file', path: 'jest.config.js' } as const;
    assert.deepEqual(coveredFiles({ tree, target: named }, ['script']).files, ['jest.config.js']);
    assert.deepEqual(targetFilesOf(tree, named).files, ['jest.config.js']);
    assert.equal(coveredFiles({ tree, target: everything }, ['script'], 'take').files.length, 3);
  });
});
