import assert from 'node:assert/strict';
import { MigrationError } from './db/migrate.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { StartError } from './start-error.ts';

describe('explainStartFailure', () => {
  it('gives a sentence and what to do, without a stack, for what a person can mend', () => {
    for (const error of [
      new MigrationError('The database has migration 0002_next.sql.', 'Update IAMA.'),
      new StartError('The database has migration 0002_next.sql.', 'Update IAMA.'),
    ]) {
      assert.equal(explainStartFailure(error), 'The database has migration 0002_next.sql.\nUpdate IAMA.');
    }
  });

  it('keeps the stack of a fault of ours', () => {
    assert.match(explainStartFailure(new TypeError('a bug')), /explain-start-failure\.test/);
  });
});
