import assert from 'node:assert/strict';
import { idOfModelTests } from '@iama/contracts/test-run/written-tests';
import { idOfWritten } from './lock-record.ts';
import type { WrittenTest } from './lock-record.ts';
import { writtenNow } from './written-now.ts';

const tree = { files: new Map<string, string>(), paths: new Set<string>() };
const lines = new Map([['mocha:.#test', 'mocha --require new.js']]);

describe('a written test in a patched copy', () => {
  for (const [whose, idOf] of [
    ['of what pins behaviour', idOfWritten],
    ['of a model', idOfModelTests],
  ] as const) {
    it(`is run by the line that its suite has there: one ${whose}`, () => {
      const test = (id: string) =>
        ({ path: 'a.test.js', text: '', suite: { id: idOf(id) }, line: 'mocha --require old.js' }) as WrittenTest;
      assert.equal(writtenNow(tree, lines)(test('mocha:.#test')).line, 'mocha --require new.js');
      assert.equal(writtenNow(tree, lines)(test('gone')).line, 'mocha --require old.js');
    });
  }
});
