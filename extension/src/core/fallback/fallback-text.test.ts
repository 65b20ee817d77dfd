import assert from 'node:assert/strict';
import type { TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { attemptEnds, attemptStarts, sampleEvents } from '../testing/sample-events.ts';
import { EMPTY_TIMELINE, foldEvent } from '../jobs/timeline/timeline.ts';
import { asWritten } from '../testing/as-written.ts';
import { sampleJob } from '../testing/sample-job.ts';
import { brokenSuites, failingTests, quarantinable } from './failing-tests.ts';
import { fallbackActions, noClarification } from './fallback-actions.ts';
import { fallbackText } from './fallback-text.ts';

const FAILURE = {
  message: 'expected 2',
  error_class: 'AssertionError',
  frame: 'test/a.test.js:7',
  detail: 'expected 2\n``` got 1',
};
const failed = (name: string, failure: Partial<typeof FAILURE> = {}): TestCase => ({
  id: `npm::test/a.test.js::${name}`,
  name,
  file: 'test/a.test.js',
  status: 'failed',
  duration_ms: 1,
  failure: { ...FAILURE, ...failure },
});
const runOf = (cases: TestCase[], outcome: TestRun['suites'][number]['outcome'] = 'failed'): TestRun => ({
  phase: 'baseline',
  suites: [
    {
      suite_id: 'npm',
      framework: 'node_test',
      command: ['npm'],
      outcome,
      exit_code: 1,
      signal: null,
      duration_ms: 9,
      cases,
      output_tail: 'a\nb',
    },
  ],
  totals: { passed: 0, failed: cases.length, skipped: 0 },
  duration_ms: 9,
  tool_versions: {},
});
const WAITING = sampleJob({
  state: 'BASELINE_VALIDATION_FAILED',
  accepted_events: ['quarantine_tests', 'revise_spec', 'cancel'],
  failure: { code: 'BASELINE_TESTS_FAILED', title: 'Tests fail', detail: 'adds', next: 'Repair them.' },
});
const text = (run: TestRun, lost: string[] | null = null, events: Parameters<typeof sampleEvents> = []) =>
  fallbackText(
    {
      job: WAITING,
      tests: failingTests(run, lost),
      suites: brokenSuites(run),
      repair: null,
      attempts: sampleEvents(...events).reduce(foldEvent, EMPTY_TIMELINE).attempts,
    },
    asWritten,
  );

describe('what went wrong with a job', () => {
  it('offers to leave out what a model wrote: a test that fails, or all of it where it did not end', () => {
    const suite = { ...runOf([failed('adds')]).suites[0]!, suite_id: 'model:npm' };
    const ids = (outcome: 'failed' | 'timeout') =>
      quarantinable({ ...runOf([], 'passed'), characterization: [{ ...suite, outcome }] }).map(({ id }) => id);
    assert.deepEqual(ids('failed'), ['npm::test/a.test.js::adds']);
    assert.deepEqual(ids('timeout'), ['npm::test/a.test.js::adds', 'model:npm']);
  });

  it('says what happened, that nothing was changed, and shows each failing test with what it printed', () => {
    const shown = text(runOf([failed('adds')]));
    assert.match(
      shown,
      /^# unused-code · src: Tests fail before any change\n\n\*\*Tests fail\*\* \(BASELINE_TESTS_FAILED\)/,
    );
    assert.match(shown, /Nothing in your files was changed/);
    assert.match(shown, /### adds\n\n`test\/a\.test\.js` · AssertionError · `test\/a\.test\.js:7`/);
    assert.ok(
      shown.includes('````text\nexpected 2\n``` got 1\n````'),
      'a fence in the output must not end the excerpt',
    );
  });

  it('names tests by what people call them', () => {
    const job = sampleJob({
      state: 'FAILED',
      failure: { code: 'BASELINE_TESTS_FAILED', title: 'Tests fail', detail: 'npm::test/a.test.js::adds', next: '' },
    });
    const shown = fallbackText(
      { job, tests: failingTests(runOf([failed('adds')]), null), suites: [], attempts: [], repair: null },
      asWritten,
    );
    assert.match(shown, /\n\nadds\n\n/);
  });

  it('says so when the job has gone on since, for whoever has it still open', () => {
    const shown = fallbackText({ job: sampleJob(), tests: [], suites: [], attempts: [], repair: null }, asWritten);
    assert.match(shown, /The job has gone on since/);
  });

  it('names tests that did not run any more', () => {
    assert.match(
      text(runOf([]), ['npm::test/a.test.js::adds']),
      /### adds\n\n`test\/a\.test\.js`\n\nIt passed before and did not run/,
    );
  });

  it('shows the end of what a suite printed that was killed', () => {
    assert.match(text(runOf([], 'timeout')), /### npm: killed when its time was over\n\n```text\na\nb\n```/);
  });

  it('cuts long output, and says how many more tests there are', () => {
    const shown = text(
      runOf(Array.from({ length: 25 }, (_, index) => failed(`t${index}`, { detail: 'x\n'.repeat(500) }))),
    );
    assert.equal(shown.match(/^### t/gm)?.length, 20);
    assert.match(shown, /And 5 more/);
    assert.ok(shown.split('\n').length < 450);
  });

  it('lists the attempts with their failure patterns', () => {
    const shown = text(
      runOf([]),
      [],
      [attemptStarts(1), attemptEnds(1, { excluded: [{ finding_id: 'f1', reason: 'r' }] })],
    );
    assert.match(shown, /\| 1 \| regressed \| 1 \| 1 \| `f00d` \| 1 s \|/);
    assert.match(shown, /Attempt 1: left out f1: r/);
  });
});

describe('the buttons of a job that went wrong', () => {
  const commands = (accepted_events: typeof WAITING.accepted_events) =>
    fallbackActions(sampleJob({ accepted_events }), asWritten).map(({ command }) => command.replace('iama.', ''));

  it('are what the control plane accepts, and a support bundle always', () => {
    assert.deepEqual(commands(WAITING.accepted_events), [
      'quarantineTests',
      'clarify',
      'reviseSpec',
      'cancel',
      'supportBundle',
    ]);
    assert.deepEqual(commands(['retry']), ['retry', 'supportBundle']);
    assert.deepEqual(commands(['edit_spec', 'approve_spec']), ['clarify', 'supportBundle']);
    assert.deepEqual(commands([]), ['supportBundle']);
  });

  it('a sentence is taken where the specification can be edited, and the reason is said elsewhere', () => {
    assert.equal(noClarification(WAITING, asWritten), null);
    const failedJob = sampleJob({ state: 'FAILED', accepted_events: ['retry'] });
    assert.match(noClarification(failedJob, asWritten) ?? '', /Try it again first/);
    assert.match(noClarification({ ...failedJob, accepted_events: [] }, asWritten) ?? '', /Start a new one/);
    assert.match(noClarification(sampleJob(), asWritten) ?? '', /Wait until it asks/);
  });
});
