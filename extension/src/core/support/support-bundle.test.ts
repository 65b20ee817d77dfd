import assert from 'node:assert/strict';
import type { Artifact } from '@iama/contracts/job/artifact';
import { attemptEnds, attemptStarts, entered, sampleEvents } from '../testing/sample-events.ts';
import { sampleJob } from '../testing/sample-job.ts';
import { supportBundle } from './support-bundle.ts';

/** A word like any other, so that it is found only where the field itself was to be left out. */
const NAME = 'chrysanthemum';
/** Fits no shape that may stay. */
const ODD = 'Zq7-c4nary_9f';
const SECRET = 'correct-horse-battery-staple';

const job = sampleJob({
  target: { kind: 'symbol', path: 'src/cart.js', symbol: NAME },
  failure: { code: 'HEALING_EXHAUSTED', title: NAME, detail: `After 2 attempts "${NAME}" ${ODD}`, next: NAME },
});
const events = sampleEvents(
  entered('ANALYZING', null),
  { type: 'log_line', data: { message: `run_tests: 3 passed ${ODD} \`${NAME}\`\n${NAME}`, source: 'task:run_tests' } },
  attemptStarts(1),
  attemptEnds(1, { failed_tests: [NAME], excluded: [{ finding_id: NAME, reason: NAME }] }),
  { type: 'batch', data: { status: `waiting ${ODD}`, anything: NAME } },
  { type: 'completion', data: { state: 'FAILED', failure: job.failure, summary: NAME } },
);
const artifact: Artifact = {
  id: job.id,
  job_id: job.id,
  kind: 'patch',
  attempt: 1,
  sha256: 'ab'.repeat(32),
  bytes: 512,
  created_at: job.created_at,
  gone_at: null,
  expires_at: job.created_at,
};
const bundle = supportBundle({
  made_at: '2026-11-30T06:00:00.000Z',
  job,
  events,
  artifacts: [artifact],
  versions: { IAMA: '0.1.0', node: 'v24.21.0' },
  log: [
    '2026-11-30T06:00:00.000Z info The executor runs as process 4711.',
    `2026-11-30T06:00:00.000Z error Error: ${SECRET} at /home/marianne/shop/src/cart.js:3:4`,
    `2026-11-30T06:00:00.000Z debug const price = ${NAME};`,
  ],
  known: {
    home: '/home/marianne',
    user: 'marianne',
    host: 'workhorse',
    roots: ['/home/marianne/shop'],
    secrets: [SECRET],
  },
});

describe('a support bundle', () => {
  it('has what helps: states, verdicts, versions, artifacts, the log', () => {
    for (const wanted of [
      'new → ANALYZING',
      'attempt 1 regressed, 1 failed, 1 left out, pattern f00d',
      'run_tests: 3 passed',
      'HEALING_EXHAUSTED',
      'node: v24.21.0',
      'patch, attempt 1: 512 bytes',
      'The executor runs as process 4711.',
      'src/cart.js:3:4',
      '"path": "src/cart.js"',
    ])
      assert.ok(bundle.includes(wanted), `${wanted} is missing in\n${bundle}`);
  });

  for (const [what, private_word] of [
    ['name of a test, a symbol, a finding, or words between quotes', NAME],
    ['odd word', ODD],
    ['known secret', SECRET],
    ['home folder', '/home'],
    ['name of the person', 'marianne'],
  ] as const) {
    it(`has no ${what}`, () => assert.ok(!bundle.includes(private_word), bundle));
  }

  it('stays readable however much there was', () => {
    const many = Array.from({ length: 2000 }, () => attemptStarts(1));
    const long = supportBundle({
      made_at: job.created_at,
      job,
      events: sampleEvents(...many),
      artifacts: [],
      versions: {},
      log: Array.from({ length: 2000 }, () => 'a line'),
      known: { home: '', user: '', host: '', roots: [], secrets: [''] },
    });
    assert.match(long, /## Events \(500 of 2000\)/);
    assert.match(long, /## Log of the editor \(300 lines\)/);
  });
});
