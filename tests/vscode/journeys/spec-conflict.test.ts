import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Page } from 'playwright-core';
import { choosePlan, jobThatSays, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { switchTheme } from '../harness/switch-theme.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a person who edits a specification while somebody else does', function () {
  this.timeout(300_000);
  let journey: Journey;
  let other: Client;

  before(async () => {
    journey = await startJourney();
    const account = JSON.parse(await readFile(join(journey.plane.data_dir, 'local-account.json'), 'utf8')) as {
      email: string;
      password: string;
    };
    const tokens = memoryTokenStore();
    other = createClient({ base_url: journey.plane.url, tokens });
    await tokens.write((await other.call('auth.login', { body: account })).tokens);
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('has edits of other words merged when they save, and sees the result', async () => {
    const { page } = journey;
    await startJob(page, 'unused-code');
    await choosePlan(page, 'CONSERVATIVE');
    await (await jobThatSays(page, /Approve the specification/)).click();
    await page.getByText('Approve this specification').waitFor({ timeout: 90_000 });
    await replaceAll(page, '**Given**', '**Given** (from the editor)');
    await editElsewhere(({ bdd }) => ({ bdd: bdd.map((each) => ({ ...each, when: `${each.when} (HTTP)` })) }));
    await save(page);
    await page.locator('.tab.active:not(.dirty)').waitFor();
    const { bdd } = await spec();
    assert.match(bdd[0]?.given ?? '', /from the editor/);
    assert.match(bdd[0]?.when ?? '', /\(HTTP\)$/);
    // What they agree to is what they see.
    await page.locator('.view-line', { hasText: '(HTTP)' }).first().waitFor();
    // An edit of the same words is made from what was saved: nobody is in conflict with themselves.
    await replaceAll(page, '(from the editor)', '(from the editor, twice)');
    await save(page);
    await page.locator('.tab.active:not(.dirty)').waitFor();
    assert.match((await spec()).bdd[0]?.given ?? '', /from the editor, twice/);
  });

  it('sees both versions of the same words, decides, and agrees to what they chose', async () => {
    const { page } = journey;
    await editElsewhere(({ bdd }) => ({ bdd: bdd.map((each) => ({ ...each, given: 'somebody else wrote this' })) }));
    await page.locator('.view-line', { hasText: 'somebody else wrote this' }).first().waitFor();
    await replaceAll(page, 'somebody else', 'the person');
    await editElsewhere(({ bdd }) => ({ bdd: bdd.map((each) => ({ ...each, given: 'nobody wrote this' })) }));
    await save(page);
    await page.locator('.notification-toast', { hasText: 'changed the same words' }).waitFor();
    await page.getByRole('button', { name: 'Keep Mine' }).first().waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await switchTheme(page, theme);
      await takeScreenshot(page, `spec-conflict-${theme}`);
    }
    assert.match((await spec()).bdd[0]?.given ?? '', /nobody wrote/, 'something was sent');
    // The editor makes lines that are in sight only, so one conflict is decided after the other from the top.
    await page.keyboard.press('Control+Home');
    await page.getByRole('button', { name: 'Keep Mine' }).first().click();
    await page.keyboard.press('Escape');
    await runCommand(page, 'Merge Conflict: Accept All Current');
    await save(page);
    await page.locator('.tab.active:not(.dirty)').waitFor();
    // Saved is not yet shown, and what is not shown cannot be agreed to.
    const { revision } = await spec();
    await page.locator('.view-line', { hasText: `# Specification, revision ${revision}` }).waitFor();
    await page.getByText('Approve this specification').click();
    await jobThatSays(page, /Ready for review|Making the change|Running the tests|Finding the tests/);
    const agreed = await spec();
    assert.match(agreed.bdd[0]?.given ?? '', /the person wrote this/);
    assert.notEqual(agreed.approved_at, null);
  });

  async function job_id(): Promise<string> {
    const { items } = await other.call('jobs.list', { query: { limit: 1 } });
    return items[0]?.id ?? '';
  }

  async function spec() {
    return await other.call('spec.get', { params: { job_id: await job_id() } });
  }

  async function editElsewhere(change: (now: Awaited<ReturnType<typeof spec>>) => object): Promise<void> {
    const now = await spec();
    const body = { revision_token: now.revision_token, ...change(now) };
    await other.call('spec.edit', { params: { job_id: await job_id() }, body });
  }
});

async function save(page: Page): Promise<void> {
  await runCommand(page, 'File: Save');
}

/** With the editor's own find and replace. */
async function replaceAll(page: Page, old_text: string, new_text: string): Promise<void> {
  await page.locator('.editor-group-container.active .monaco-editor .view-lines').click();
  await runCommand(page, 'Replace');
  const widget = page.locator('.find-widget.visible');
  await widget.getByRole('textbox', { name: 'Find' }).fill(old_text);
  await widget.getByRole('textbox', { name: 'Replace' }).fill(new_text);
  await widget.getByRole('button', { name: /^Replace All/ }).click();
  await page.keyboard.press('Escape');
  await page.locator('.tab.active.dirty').waitFor();
}
