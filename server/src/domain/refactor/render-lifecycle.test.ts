import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { FailureCode, JobState } from '@iama/contracts/job/state';
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

  it('draws every state', () => {
    const [, drawing = ''] = renderLifecycle().split('```');
    for (const state of JobState.options) assert.match(drawing, new RegExp(`--> ${state}\\b`));
  });
});
