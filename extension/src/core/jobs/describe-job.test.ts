import assert from 'node:assert/strict';
import { JobState } from '@iama/contracts/job/state';
import { sampleJob } from '../testing/sample-job.ts';
import { asWritten } from '../testing/as-written.ts';
import { attentionOf, describeJob } from './describe-job.ts';
import { stateWords } from './state-words.ts';
import { statusText } from './status-text.ts';

const NOW = Date.parse('2026-11-30T06:03:00.000Z');

describe('a row of the Jobs view', () => {
  it('says what goes on, on what, and for how long', () => {
    const row = describeJob(sampleJob(), NOW, asWritten);
    assert.equal(row.label, 'unused-code · src');
    assert.equal(row.description, 'Working out three plans · 3 min · no model, no cost');
    assert.equal(row.context, 'job.running.cancellable');
    assert.equal(row.spoken, 'unused-code · src, Working out three plans, 3 min, no model, no cost');
  });

  it('asks for the person only where the control plane takes an answer', () => {
    const waiting = sampleJob({ state: 'WAITING_STRATEGY', accepted_events: ['select_proposal', 'cancel'] });
    assert.equal(attentionOf(waiting), 'needs_you');
    assert.equal(attentionOf({ ...waiting, accepted_events: ['cancel'] }), 'running');
  });

  it('asks for the person when the job was made and could not be started', () => {
    const made = sampleJob({ state: 'PENDING', accepted_events: ['start', 'cancel'] });
    assert.equal(attentionOf(made), 'needs_you');
    assert.match(describeJob(made, NOW, asWritten).description, /^Not started/);
  });

  it('asks for the person when a repair is stuck, though a retry alone asks nobody', () => {
    const stuck = sampleJob({ state: 'WAITING_INTERVENTION', accepted_events: ['retry', 'revise_spec', 'cancel'] });
    assert.equal(attentionOf(stuck), 'needs_you');
    assert.equal(attentionOf({ ...stuck, state: 'RECOVERY_PENDING' }), 'running');
    assert.match(describeJob(stuck, NOW, asWritten).context, /\.trouble$/);
  });

  it('says what a model cost where there was one', () => {
    assert.match(describeJob(sampleJob(), NOW, asWritten, 3).description, / · 3 credits$/);
    const ended = sampleJob({ state: 'DELIVERED', ended_at: '2026-11-30T06:01:00.000Z' });
    assert.equal(describeJob(ended, NOW, asWritten).description, 'Ready for review · 1 min');
  });

  it('is called by the words of its goal, and says nothing of a cost before there is one', () => {
    const goal = sampleJob({ recipe_id: 'goal', goal: 'Sum with a plain loop.' });
    const row = describeJob(goal, NOW, asWritten, 0);
    assert.equal(row.label, '“Sum with a plain loop.”');
    assert.equal(row.description, 'Working out three plans · 3 min · src');
    assert.match(row.spoken, /^“Sum with a plain loop.” · src, Working out/);
    const by_editor = describeJob(goal, NOW, asWritten, 0, 'asked twice');
    assert.match(by_editor.description, / · asked twice · src$/);
    assert.match(by_editor.tooltip, /asked twice/);
    assert.match(describeJob(goal, NOW, asWritten, 2).description, /2 credits · src$/);
  });

  it('offers to take back what stands in the person’s files', () => {
    const applied = sampleJob({ state: 'DELIVERED', delivery_status: 'partially_applied', accepted_events: [] });
    const row = describeJob(applied, NOW, asWritten);
    assert.equal(row.context, 'job.ended.applied');
    assert.match(row.description, /^Applied in part/);
    assert.equal(attentionOf({ ...applied, delivery_status: 'staged' }), 'review');
  });

  it('has words of its own for every state', () => {
    const words = JobState.options.map((state) => stateWords(state, asWritten));
    assert.ok(words.every((each) => each.length > 3));
    assert.equal(new Set(words).size, words.length - 1, 'only the two decisions share their words');
  });
});

describe('the status bar', () => {
  it('counts, and puts what needs the person first', () => {
    assert.equal(statusText([], asWritten), null);
    assert.equal(statusText(['ended', 'ended'], asWritten), null);
    assert.equal(statusText(['running', 'running'], asWritten)?.text, '$(sync~spin) IAMA: 2 running');
    const mixed = statusText(['running', 'needs_you', 'review'], asWritten);
    assert.deepEqual([mixed?.text, mixed?.needs_you], ['$(bell-dot) IAMA: 1 needs you, 1 to review, 1 running', true]);
  });
});
