import assert from 'node:assert/strict';
import { errorKey } from './new-errors.ts';

describe('telling new errors from old ones', () => {
  it('takes the members of a union in any order', () => {
    const message = (union: string) => `Property 'hostname' does not exist on type '${union}'.`;
    assert.equal(errorKey(2339, message('2 | 1 | URL')), errorKey(2339, message('1 | 2 | URL')));
  });

  it('does not take one name for another, nor one code for another', () => {
    assert.notEqual(errorKey(2304, "Cannot find name 'a'."), errorKey(2304, "Cannot find name 'b'."));
    assert.notEqual(errorKey(2304, 'x'), errorKey(2305, 'x'));
  });
});
