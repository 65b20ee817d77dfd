import assert from 'node:assert/strict';
import { ApiError } from '@iama/client/api-error';
import { RunnerError } from '@iama/runner/errors/runner-error';
import { asCliError } from './as-cli-error.ts';

describe('asCliError', () => {
  for (const [error, code, exit] of [
    [new ApiError('SERVER_UNREACHABLE', 'No.', 'Start it.'), 'SERVER_UNREACHABLE', 5],
    [new ApiError('REFRESH_TOKEN_REUSED', 'No.', 'In.', { status: 401 }), 'REFRESH_TOKEN_REUSED', 4],
    [new ApiError('VALIDATION_FAILED', 'No.', 'Mend.', { status: 400 }), 'VALIDATION_FAILED', 2],
    [new ApiError('ILLEGAL_TRANSITION', 'No.', 'Look.', { status: 409 }), 'ILLEGAL_TRANSITION', 6],
    [new ApiError('QUOTA_EXCEEDED', 'None.', 'Wait.', { status: 403 }), 'QUOTA_EXCEEDED', 3],
    [new ApiError('KILL_SWITCH_ON', 'Off.', 'Wait.', { status: 503 }), 'KILL_SWITCH_ON', 3],
    [new ApiError('INTERNAL', 'No.', 'Again.', { status: 500 }), 'INTERNAL', 1],
    [new RunnerError('NOT_A_REPOSITORY', 'No.', 'git init'), 'NOT_A_REPOSITORY', 3],
    [new RunnerError('TARGET_OUTSIDE_WORKSPACE', 'No.', 'Inside.'), 'TARGET_OUTSIDE_WORKSPACE', 3],
    [new RunnerError('WORKSPACE_CHANGED', 'No.', 'Again.', ['a.js']), 'WORKSPACE_CHANGED', 6],
    [new RunnerError('DISK_FULL', 'No.', 'Free some.'), 'DISK_FULL', 1],
    [Object.assign(new Error('write'), { code: 'ENOSPC' }), 'DISK_FULL', 1],
    [new TypeError('a bug'), 'INTERNAL', 1],
  ] as const) {
    it(`turns ${error.name} ${code} into exit code ${exit}`, () => {
      const seen = asCliError(error);
      assert.deepEqual([seen.code, seen.exit], [code, exit]);
      assert.notEqual(seen.next, '');
    });
  }

  it('speaks of commands where the server speaks of its API', () => {
    const refused = new ApiError('ILLEGAL_TRANSITION', 'No.', 'Send one of `accepted_events`.', { status: 409 });
    assert.match(asCliError(refused).next, /iama show/);
  });
});
