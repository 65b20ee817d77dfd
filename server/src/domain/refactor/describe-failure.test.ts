import assert from 'node:assert/strict';
import { FailureCode, JobFailure } from '@iama/contracts/job/state';
import { describeFailure } from './describe-failure.ts';
import { journey, TO_BASELINE, TO_DELIVERED, TO_INTERVENTION, TO_STRATEGY, LADDER, AT } from './journeys.fixture.ts';
import { summarise } from './summarise.ts';

describe('a failure', () => {
  it('is told in sentences, with the id filled in, whatever its code', () => {
    for (const code of FailureCode.options) {
      const failure = describeFailure(code, 'job-7');
      assert.ok(JobFailure.safeParse(failure).success);
      for (const text of [failure.detail, failure.next]) assert.match(text, /^[A-Z].*\.$/s, code);
      assert.doesNotMatch(failure.title, /\.$/);
      assert.doesNotMatch(failure.next, /[{}]/);
      assert.match(failure.next, /`(?:iama |--)/, `${code} names something that can be done`);
    }
    assert.match(describeFailure('USER_CANCELLED', 'job-7').next, /`iama show job-7`/);
  });

  it('gives the evidence of this job where there is some', () => {
    assert.equal(describeFailure('TASK_FAILED', 'job-7', 'no space left on device').detail, 'no space left on device');
  });
});

describe('the sentence a job comes to rest with', () => {
  it('counts what is there', () => {
    const waiting = journey(TO_STRATEGY).context;
    assert.equal(summarise('WAITING_STRATEGY', waiting), '2 plans can be chosen; choose one.');
    assert.equal(
      summarise('DELIVERED', journey(TO_DELIVERED).context),
      'The diff is ready (+1 −4). Every test that passed before passes with it (attempt 1).',
    );
    assert.match(
      summarise('WAITING_INTERVENTION', journey(TO_INTERVENTION, { healing: LADDER }).context),
      /^9 attempts made, and the same tests keep failing \(root-mocha::test\/a.js::adds\)/,
    );
  });

  it('is the failure where it failed', () => {
    const lost = journey([
      ...TO_BASELINE,
      { type: 'heartbeat_missed', at: AT, cause: 'network' },
      { type: 'client_heartbeat_lost' },
    ]);
    assert.match(summarise('FAILED', lost.context), /^The client went away\. Nothing was heard/);
  });
});
