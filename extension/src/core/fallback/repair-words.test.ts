import assert from 'node:assert/strict';
import type { AttemptDetail, Fallback as Repair, RepairOffer } from '@iama/contracts/job/fallback';
import type { Job } from '@iama/contracts/job/job';
import { asWritten } from '../testing/as-written.ts';
import { sampleJob } from '../testing/sample-job.ts';
import { fallbackActions, listens } from './fallback-actions.ts';
import { fallbackText } from './fallback-text.ts';
import { closestAttempt, costWords, offerQuestion } from './repair-words.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const attempt = (number: number, fingerprint: string | null, change: Partial<AttemptDetail> = {}): AttemptDetail => ({
  number,
  tier: 'L1',
  verdict: 'regressed',
  progress: number === 1 ? 'first' : 'same',
  fingerprint,
  failed_tests: ['npm::test/a.test.js::adds'],
  excluded: [],
  patch_sha256: 'a'.repeat(64),
  lines_added: 1,
  lines_removed: 1,
  patch_artifact_id: ID,
  verification_artifact_id: ID,
  ...change,
});
const ESCALATE: RepairOffer = {
  command: 'escalate',
  model_class: 'L2',
  needs_confirmation: true,
  credits_max: 40,
  share_of_left: 0.04,
};
const stuck = (change: Partial<Job> = {}) =>
  sampleJob({
    recipe_id: 'goal',
    goal: 'Sum with a loop.',
    state: 'WAITING_INTERVENTION',
    attempt: 3,
    accepted_events: ['retry', 'rerun_tests', 'deep_fix', 'revise_spec', 'stop_repair', 'cancel'],
    deadline_at: '2026-11-30T06:30:00.000Z',
    ...change,
  });
const text = (job: Job, attempts: AttemptDetail[], offers: RepairOffer[] = []) => {
  const facts = { failure: null, failures: [], suite_output: [] };
  const repair: Repair = { job_id: ID, state: job.state, attempts, offers, actions: job.accepted_events, ...facts };
  return fallbackText({ job, tests: [], suites: [], attempts: [], repair }, asWritten);
};

describe('a repair that waits for the person', () => {
  it('says what it is about, why it stands still and until when', () => {
    const shown = text(stuck(), [attempt(1, 'aa'), attempt(2, 'bb'), attempt(3, 'bb')]);
    assert.match(shown, /^# “Sum with a loop.” · src: Waiting for your decision\n/);
    assert.match(shown, /\*\*The job waits for your decision\.\*\* The last 2 attempts failed in the same way\./);
    assert.match(shown, /it ends at 2026-11-30 06:30 UTC/);
  });

  it('says that failures were different where they were', () => {
    assert.match(text(stuck(), [attempt(1, 'aa'), attempt(2, 'bb')]), /Attempts that did not hold: 2/);
  });

  it('has the history with steps, progress and patterns that came again, and what was wrong with a draft', () => {
    const unusable = attempt(2, 'cc', { verdict: 'unusable', failed_tests: [], problems: ['It stands twice.'] });
    const shown = text(stuck(), [attempt(1, 'aa'), unusable, attempt(3, 'aa', { progress: 'better', tier: 'L2' })]);
    assert.match(shown, /\| 1 \| L1 \| regressed \| 1 \|  \| `aa` \|/);
    assert.match(shown, /\| 3 \| L2 \| regressed \| 1 \| fewer failures \| `aa`, as in attempt 1 \|/);
    assert.match(shown, /- Attempt 2: It stands twice\./);
  });

  it('has exactly the buttons that are accepted, with what a way on may cost', () => {
    const commands = (job: Job) => fallbackActions(job, asWritten).map(({ command }) => command.replace('iama.', ''));
    assert.deepEqual(commands(stuck()), [
      'clarify',
      'deepFix',
      'retry',
      'rerunTests',
      'reviseSpec',
      'showPartialResult',
      'stopRepair',
      'cancel',
      'supportBundle',
    ]);
    const asked = stuck({ state: 'WAITING_ESCALATION_DECISION', accepted_events: ['escalate', 'stop_repair'] });
    assert.deepEqual(commands(asked), ['escalate', 'showPartialResult', 'stopRepair', 'supportBundle']);
    assert.match(text(asked, [attempt(1, 'aa')], [ESCALATE]), /- Go On with a Stronger Model: .*About 4 % of what/);
  });

  it('says that tests take too long where nothing else fails, with the three ways on', () => {
    const choices = ['increase_timeout', 'skip_or_quarantine_test', 'continue_repair'] as const;
    const slow = stuck({ accepted_events: ['rerun_tests', ...choices, 'stop_repair'] });
    const commands = fallbackActions(slow, asWritten).map(({ command }) => command.replace('iama.', ''));
    assert.deepEqual(commands.slice(0, 3), ['increaseTimeout', 'skipTimedOut', 'continueRepair']);
    assert.ok(!commands.includes('rerunTests'));
    assert.match(text(slow, [attempt(1, 'aa')]), /TIMEOUT_EXECUTION\)\. Nothing else fails\./);
    const before = stuck({ state: 'BASELINE_VALIDATION_FAILED', accepted_events: ['increase_timeout'] });
    assert.deepEqual(fallbackActions(before, asWritten)[0]?.command, 'iama.increaseTimeout');
  });

  it('hands a sentence to the model, where one makes the next attempt', () => {
    assert.equal(listens(stuck()), true);
    assert.equal(listens(stuck({ goal: null, recipe_id: 'unused-code' })), false);
    assert.equal(listens(stuck({ state: 'FALLBACK_REQUIRED' })), false);
  });
});

describe('the price of a step', () => {
  it('is a share of what is left, and figures only for whoever asks', () => {
    const { question, detail, figures } = offerQuestion('escalate', ESCALATE, asWritten);
    assert.match(question, /stronger model/);
    assert.match(detail, /^About 4 % of what you have left this month, at the most\./);
    assert.doesNotMatch(detail, /credits/);
    assert.equal(figures, 'At most 40 credits (0.40 US dollars), for a model of class L2.');
  });

  it('is an amount where the plan has no limit, nothing without a price, and unknown where nobody says', () => {
    assert.match(costWords({ ...ESCALATE, share_of_left: null }, asWritten), /about 0\.40 US dollars/);
    assert.equal(costWords({ ...ESCALATE, share_of_left: 2 }, asWritten), 'More than you have left this month');
    assert.match(costWords({ ...ESCALATE, credits_max: 0 }, asWritten), /^Free/);
    const { detail, figures } = offerQuestion('deep_fix', undefined, asWritten);
    assert.match(detail, /not known/);
    assert.equal(figures, null);
  });
});

describe('the attempt that came closest', () => {
  it('is a patch with the fewest failures, the newest of equals, and none where none was one', () => {
    const two = ['npm::a', 'npm::b'];
    const all = [
      attempt(1, 'a'),
      attempt(2, 'b', { failed_tests: two }),
      attempt(3, 'c'),
      attempt(4, 'd', { failed_tests: two }),
    ];
    assert.equal(closestAttempt(all)?.number, 3);
    assert.equal(closestAttempt([attempt(1, 'a', { verdict: 'unusable', failed_tests: [] })]), null);
  });
});
