import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@iama/client/create-client';
import { workJob } from '@iama/client/job/work-job';
import type { Browser, Page } from 'playwright-core';
import { startControlPlane } from '../acceptance/control-plane.ts';
import type { ControlPlane } from '../acceptance/control-plane.ts';
import { goodGoalAnswer } from '../support/goal-answers.ts';
import { collectedForGoal } from '../support/goal-context.ts';
import { CREATE_JOB } from '../support/samples.ts';
import { startScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../support/scripted-model/start-scripted-model.ts';
import { FAULTS, LEAST_CONTRAST } from './look-at-page.ts';
import { openBrowser } from './open-browser.ts';

/** Where pictures go for whoever wants to look at them. */
const PICTURES = process.env['IAMA_PICTURES'];

describe('usage in the web console, in Chromium', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let model: ScriptedModel;
  let browser: Browser;
  let page: Page;
  let client: Client;

  before(async () => {
    model = await startScriptedModel();
    model.otherwise(({ body }) => goodGoalAnswer(body));
    plane = await startControlPlane({
      IAMA_MODEL: 'scripted-1',
      IAMA_MODEL_URL: model.base_url,
      IAMA_MODEL_PRICE: '3/15',
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await plane?.stop();
    await model?.close();
  });
  beforeEach(async () => {
    const account = await plane.newAccount();
    client = account.client;
    page = await browser.newPage();
    await page.goto(plane.url);
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  });
  afterEach(() => page.close());

  /** A goal that a model has planned, and that goes on waiting. */
  async function plannedGoal(): Promise<string> {
    const project = await client.call('projects.ensure', { body: { name: 'sample', fingerprint: 'f'.repeat(64) } });
    const target = { kind: 'file', path: 'src/a.js' } as const;
    const goal = { recipe_id: 'goal', goal: 'Sum with a loop.', target } as const;
    const body = { ...CREATE_JOB, ...goal, acknowledged: [], project_id: project.id };
    const { id: job_id } = await client.call('jobs.create', { body });
    const planned = Promise.withResolvers<void>();
    const worker = workJob(client, {
      job_id,
      client_session_id: randomUUID(),
      execute: () => Promise.resolve(collectedForGoal()),
      onEvent: ({ type, data }) => {
        if (type === 'state_change' && 'to' in data && data.to === 'WAITING_STRATEGY') planned.resolve();
      },
    });
    await client.call('jobs.start', { params: { job_id } });
    await planned.promise;
    await worker.close();
    return job_id;
  }

  async function picture(name: string): Promise<void> {
    if (PICTURES === undefined) return;
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  /** Goes on with the Tab key until this has the focus. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const said = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '';
      if (name.test(said.trim())) return;
    }
    assert.fail(`Tab never comes to ${name}`);
  }

  it('is a bar, a share and what is left; figures and receipts come on demand, by key alone', async () => {
    const job_id = await plannedGoal();
    await tabTo(/^Usage$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Plan FREE' }).waitFor();
    const { percent_used, refactors_left } = await client.call('usage.summary');
    assert.equal(await page.getByRole('meter').getAttribute('aria-label'), `${percent_used} % used today`);
    await page.getByText(`About ${refactors_left} typical refactors left today.`).waitFor();
    assert.doesNotMatch(
      await page.locator('main').innerText(),
      /credit|USD|token/i,
      'no amounts before they are asked for',
    );
    await picture('summary-light');

    await tabTo(/^Show the figures$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: new Date().toISOString().slice(0, 7) }).waitFor();
    await page.getByRole('cell', { name: /^L1 default scripted-1$/ }).waitFor();
    await tabTo(new RegExp(`^Receipts of job ${job_id.slice(-6)}$`));
    await page.keyboard.press('Enter');
    await page
      .getByRole('listitem')
      .filter({ hasText: /^proposal, L1: scripted-1, answered, \d+ tokens in/ })
      .waitFor();
    await picture('figures-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('figures-dark');

    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('listitem').count(), 0);
  });

  it('has a name for everything that can be pressed, and heads for every table', async () => {
    await plannedGoal();
    await page.goto(`${plane.url}/#/usage`);
    await page.getByRole('button', { name: 'Show the figures' }).click();
    await page.getByRole('table').last().waitFor();
    const faults = await page.evaluate(FAULTS);
    assert.deepEqual(faults, {
      nameless: [],
      adrift: [],
      headless: 0,
      uncaptioned: 0,
      doubled: [],
      headings: 1,
      wider: false,
    });
    await page.setViewportSize({ width: 360, height: 800 });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, 'no sideways scrolling on a phone');
    await picture('figures-narrow');
  });

  it('has contrast enough in light and in dark', async () => {
    await plannedGoal();
    await page.goto(`${plane.url}/#/usage`);
    await page.getByRole('button', { name: 'Show the figures' }).click();
    await page.getByRole('table').last().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const least = await page.evaluate<{ ratio: number; text: string }>(LEAST_CONTRAST);
      assert.ok(least.ratio >= 4.5, `${colorScheme}: ${least.ratio.toFixed(2)} for "${least.text}"`);
    }
  });
});
