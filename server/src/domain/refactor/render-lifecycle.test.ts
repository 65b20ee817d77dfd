import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { FailureCode, JobState } from '@iama/contracts/job/state';
import { ACTIVITY_POLICY } from './activity-policy.ts';
import { renderLifecycle } from './render-lifecycle.ts';

describe('docs/job-lifecycle.md', () => {
  it('is what the statechart says (otherwise run `npm run docs:lifecycle`)', async () => {
    const file = new URL('../../../../docs/job-lifecycle.md', import.meta.url);
    assert.equal(await readFile(file, 'utf8'), renderLifecycle());
  });

  it('has a row for every state and every failure', () => {
    const text = renderLifecycle();
    for (const name of [...JobState.options, ...FailureCode.options]) assert.ok(text.includes(`| \`${name}\` |`), name);
  });

  it('has a row for every piece of work, that of a goal too', () => {
    const text = renderLifecycle();
    for (const work of Object.keys(ACTIVITY_POLICY)) assert.ok(text.includes(`\n| \`${work}\` | `), work);
  });

  it('says what can be done about tests that take too long before an edit', () => {
    assert.match(
      renderLifecycle(),
      /\n\| `BASELINE_VALIDATION_FAILED` \|.* take too long more time, or leave those out/,
    );
  });

  it('draws every state', () => {
    const [, drawing = ''] = renderLifecycle().split('```');
    for (const state of JobState.options) assert.match(drawing, new RegExp(`--> ${state}\\b`));
  });
});
