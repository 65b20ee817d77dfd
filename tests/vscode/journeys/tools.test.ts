import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callTool, makeAgentExtension, toolAnswer } from '../harness/agent-extension.ts';
import { agreeIfAsked, approveSpec, choosePlan, jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchFiles } from '../harness/watch-files.ts';
import type { FileWatch } from '../harness/watch-files.ts';

describe('an agent in the editor', function () {
  this.timeout(300_000);
  let root: string;
  let journey: Journey;
  let files: FileWatch;
  let job_id: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-agent-'));
    // The tools belong to the editor's own features for agents.
    const settings = { 'chat.disableAIFeatures': false };
    journey = await startJourney({ settings, vsix: [await makeAgentExtension(root)] });
    files = await watchFiles(journey.folder);
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(async () => {
    await journey?.close();
    await rm(root, { recursive: true, force: true });
  });

  it('starts no job that the person declines', async () => {
    const { page } = journey;
    await callTool(page, 'iama_start_job', { path: 'src', recipe: 'unused-code' });
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Start an IAMA job').waitFor();
    await takeScreenshot(page, 'tool-start');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await toolAnswer(page, /iama_start_job refused/);
    await callTool(page, 'iama_status', {});
    assert.match(await toolAnswer(page, /iama_status/), /There are no jobs/);
  });

  it('starts one that they confirm, and reads how it stands', async () => {
    const { page } = journey;
    await callTool(page, 'iama_start_job', { path: 'src', recipe: 'unused-code' });
    await confirm();
    await agreeIfAsked(page);
    job_id = /Job (\S+) runs/.exec(await toolAnswer(page, /iama_start_job answered/))?.[1] ?? '';
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await choosePlan(page, 'CONSERVATIVE');
    await approveSpec(page);
    await jobThatSays(page, /Ready for review/);
    await callTool(page, 'iama_status', { job_id });
    assert.match(await toolAnswer(page, /iama_status/), /DELIVERED, review/);
  });

  it('reads the diff, which changes nothing', async () => {
    const { page } = journey;
    await callTool(page, 'iama_review', { job_id });
    assert.match(await toolAnswer(page, /iama_review/), /hunks are accepted[^]*--- a\//);
    assert.deepEqual(await files.changed(), []);
  });

  it('writes nothing that the person declines, and what they confirm', async () => {
    const { page } = journey;
    await callTool(page, 'iama_apply', { job_id });
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('They can be taken back byte for byte').waitFor();
    await takeScreenshot(page, 'tool-apply');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await toolAnswer(page, /iama_apply refused/);
    assert.deepEqual(await files.changed(), []);
    await journey.beforeApply();
    await callTool(page, 'iama_apply', { job_id });
    await confirm();
    assert.match(await toolAnswer(page, /iama_apply answered/), /applied/);
    assert.notDeepEqual(await files.changed(), []);
  });

  it('is told what is wrong with a path that leads out of the open folders', async () => {
    const { page } = journey;
    await callTool(page, 'iama_start_job', { path: '/etc', recipe: 'unused-code' });
    await toolAnswer(page, /iama_start_job refused.*leads out of the workspace/);
  });

  /** The first button of the editor's question is the one that goes on. */
  async function confirm(): Promise<void> {
    const dialog = journey.page.locator('.monaco-dialog-box');
    await dialog.getByText(/IAMA/).first().waitFor();
    await dialog.getByRole('button', { name: /^(Allow|Continue|OK|Yes|Run)/ }).click();
  }
});
