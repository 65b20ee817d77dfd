import assert from 'node:assert/strict';
import type { Job } from '@iama/contracts/job/job';
import { sampleJob } from '../testing/sample-job.ts';
import { noticeOf } from './notice.ts';

const asks = sampleJob({ state: 'WAITING_STRATEGY', accepted_events: ['select_proposal'] });
const ready = sampleJob({ state: 'DELIVERED', delivery_status: 'staged', accepted_events: [] });
const failed = (code: NonNullable<Job['failure']>['code']) =>
  sampleJob({ state: 'FAILED', accepted_events: [], failure: { code, title: 'x', detail: 'x', next: 'x' } });

describe('a notification', () => {
  it('comes with the focus only for what cannot go on without the person', () => {
    assert.equal(noticeOf('running', asks, true), 'answer');
    assert.equal(noticeOf('running', ready, true), null);
    assert.equal(noticeOf('running', failed('TASK_FAILED'), true), null);
  });

  it('comes in the background for what is ready or came to nothing', () => {
    assert.equal(noticeOf('running', ready, false), 'review');
    assert.equal(noticeOf('running', failed('TASK_FAILED'), false), 'trouble');
  });

  it('comes once for each job', () => {
    assert.equal(noticeOf('told', asks, false), null);
    assert.equal(noticeOf('told', ready, false), null);
  });

  it('does not come for what was so when the job was first seen, nor for what goes on', () => {
    assert.equal(noticeOf(undefined, asks, false), null);
    assert.equal(noticeOf('needs_you', asks, false), null);
    assert.equal(noticeOf('running', sampleJob(), false), null);
  });

  it('does not tell people what they did', () => {
    assert.equal(noticeOf('running', failed('USER_CANCELLED'), false), null);
    assert.equal(noticeOf('running', failed('FORCE_TERMINATED'), false), null);
  });
});
