import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { sampleJob } from '../core/testing/sample-job.ts';
import { keptValues } from './kept-values.ts';
import type { KeptValues } from './kept-values.ts';
import { specWishes } from './spec-wishes.ts';
import type { WishNotice } from './spec-wishes.ts';

const TOKEN = '01a22d71-ec3e-72b8-8cd7-24a7e01388aa';
const WISHED = {
  bdd: [],
  sdd: [{ id: 'change-1', kind: 'change' as const, statement: 'As I say.', paths: [], symbols: [], test_ids: [] }],
  allowed_files: ['src/a.js', 'src/b.js'],
};
const waiting = (over: Partial<Job> = {}): Job =>
  sampleJob({ state: 'WAITING_SPEC_APPROVAL', accepted_events: ['edit_spec', 'approve_spec'], ...over });

describe('the specification that a forked job is to have', () => {
  let folder: string;
  let kept: KeptValues;
  let calls: string[];
  let sent: unknown[];
  let notices: WishNotice[];
  let author: string | null;
  let asks: object;
  let answer: () => unknown;
  let tell: (job: Job) => Promise<void>;
  let remember: (job_id: string) => Promise<void>;
  let has: (job_id: string) => Promise<boolean>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iama-wishes-'));
    kept = keptValues(folder);
    [calls, sent, notices, author, asks] = [[], [], [], null, {}];
    answer = () => ({});
    const client = {
      async call(route: string, input: { body?: unknown }) {
        calls.push(route);
        if (route === 'spec.get')
          return { revision_token: TOKEN, author_id: author, allowed_files: ['src/a.js'], ...asks };
        if (route !== 'spec.edit') return waiting();
        sent.push(input.body);
        return answer();
      },
    } as unknown as Client;
    let listener: (job: Job | null) => void = () => undefined;
    let learned = Promise.withResolvers<void>();
    const wishes = specWishes({
      connection: { known: () => Promise.resolve(client) } as never,
      center: {
        learn: () => learned.resolve(),
        onDidChange: (each: (job: Job | null) => void) => {
          listener = each;
          return { dispose: () => undefined };
        },
      } as never,
      kept,
      warn: (notice) => {
        notices.push(notice);
        if (notice.kind === 'too_late') learned.resolve();
      },
    });
    remember = (job_id) => wishes.remember(job_id, WISHED);
    has = (job_id) => wishes.has(job_id);
    tell = async (job) => {
      learned = Promise.withResolvers();
      listener(job);
      await learned.promise;
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is sent when it first waits, without files that the plan does not change, and then forgotten', async () => {
    const job = waiting();
    await remember(job.id);
    await tell(job);
    assert.partialDeepStrictEqual(sent, [{ revision_token: TOKEN, allowed_files: ['src/a.js'] }]);
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['files_left'],
    );
    assert.equal(await kept.read(`wished-spec ${job.id}`), undefined);
  });

  it('is not sent over what somebody has written', async () => {
    author = TOKEN;
    const job = waiting();
    await remember(job.id);
    await tell(job);
    assert.deepEqual(sent, []);
    assert.equal(await kept.read(`wished-spec ${job.id}`), undefined);
  });

  for (const question of ['weak_lock', 'black_box']) {
    it(`is not sent where the job asks about its ${question}: that would make another revision`, async () => {
      asks = { [question]: {} };
      const job = waiting();
      await remember(job.id);
      await tell(job);
      assert.deepEqual(sent, []);
    });
  }

  it('is known while it is kept, and no longer', async () => {
    const job = waiting();
    assert.equal(await has(job.id), false);
    await remember(job.id);
    assert.equal(await has(job.id), true);
    await tell(job);
    assert.equal(await has(job.id), false);
  });

  it('is given up with a word where the control plane refuses it', async () => {
    answer = () => {
      throw new ApiError('SPEC_OUT_OF_PLAN', 'No.', 'Do.', { status: 422 });
    };
    const job = waiting();
    await remember(job.id);
    await tell(job);
    assert.equal(notices[0]?.kind, 'refused');
  });

  it('is sent later where the control plane is away', async () => {
    const job = waiting();
    await remember(job.id);
    answer = () => {
      answer = () => ({});
      throw new ApiError('SERVER_UNREACHABLE', 'No.', 'Wait.');
    };
    void tell(job);
    while (sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await tell(job);
    assert.deepEqual([sent.length, notices.map(({ kind }) => kind)], [2, ['files_left']]);
  });

  it('is not passed over in silence where the job was agreed to before', async () => {
    const job = waiting({ state: 'GENERATING_TESTS', accepted_events: [] });
    await remember(job.id);
    await tell(job);
    assert.deepEqual([notices, calls], [[{ kind: 'too_late', job_id: job.id }], []]);
  });
});
