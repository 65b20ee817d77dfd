import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { workJob } from '@iama/client/job/work-job';
import type { Client } from '@iama/client/create-client';
import type { Evidence } from '@iama/contracts/job/evidence';
import type { Browser, Page } from 'playwright-core';
import { startControlPlane } from '../acceptance/control-plane.ts';
import type { ControlPlane } from '../acceptance/control-plane.ts';
import { createSampleJob, goodMachine } from '../acceptance/sample-job.ts';
import { openBrowser } from './open-browser.ts';

const ONE = { passed: 1, failed: 0, skipped: 0 };
/** Programs were asked, and a model wrote a test beside them. */
const LOCK: NonNullable<Evidence['lock']> = {
  runs: 1,
  flaky: [],
  budget_ms: 1000,
  duration_ms: 500,
  pinned: [],
  not_pinned: [],
  none_because: null,
  faults: { possible: 0, tried: 0, noticed: 0, noticed_by_written: 0, out_of_time: false },
  survivors: [],
  seal: { sha256: 'a'.repeat(64), files: 1, suites: 1 },
  black_box: { folder: '.', rounds: 2, covered: [], uncovered: [], not_listed: 0, none_because: null },
  strength: 'unmeasured',
  threshold: 0,
  accepted_weak: false,
  accepted_black_box: true,
  before: ONE,
  after: ONE,
  model_tests: {
    before: ONE,
    after: ONE,
    clauses: [{ clause: 'bdd-1', test_id: 'model:s::adds', status: 'passed' }],
    clauses_total: 2,
    refused: [],
    none_because: null,
  },
};

describe('the web console in Chromium', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let browser: Browser;
  let page: Page;
  let client: Client;

  before(async () => {
    plane = await startControlPlane();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await plane?.stop();
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

  it('says what is wrong when the password is', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').fill('nobody@example.test');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'INVALID_CREDENTIALS' }).waitFor();
  });

  it('follows a job live from the plans to the evidence, deciding with the keyboard', async () => {
    const job = await createSampleJob(client);
    const worker = workJob(client, {
      job_id: job.id,
      client_session_id: randomUUID(),
      execute: goodMachine,
      onEvent: () => undefined,
    });
    await client.call('jobs.start', { params: { job_id: job.id } });
    await page.goto(`${plane.url}/#/jobs/${job.id}`);
    await page.getByRole('button', { name: 'Choose this plan' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Approve this specification' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Evidence: verified' }).waitFor();
    await page.getByText(`iama apply ${job.id}`).waitFor();
    await worker.close();
  });

  it('shows what tests of a model hold, also where programs were asked at their border', async () => {
    const job = await createSampleJob(client);
    const worker = workJob(client, {
      job_id: job.id,
      client_session_id: randomUUID(),
      execute: goodMachine,
      onEvent: () => undefined,
    });
    await client.call('jobs.start', { params: { job_id: job.id } });
    await page.goto(`${plane.url}/#/jobs/${job.id}`);
    await page.getByRole('button', { name: 'Choose this plan' }).first().click();
    await page.getByRole('button', { name: 'Approve this specification' }).click();
    await page.getByRole('heading', { name: 'Evidence: verified' }).waitFor();
    await worker.close();
    const { evidence_artifact_id } = await client.call('delivery.get', { params: { job_id: job.id } });
    await page.route(`**/artifacts/${evidence_artifact_id}`, async (route) => {
      const response = await route.fetch();
      const artifact = await response.json();
      await route.fulfill({ response, json: { ...artifact, body: { ...artifact.body, lock: LOCK } } });
    });
    await page.reload();
    await page.getByText('Both lists were read and approved.').waitFor();
    await page.getByText('They hold 1 of 2 clauses: 1 passed before, 1 after').waitFor();
  });

  it('shows every event once, through a server that is killed and comes back', async () => {
    const job = await createSampleJob(client);
    await page.goto(`${plane.url}/#/jobs/${job.id}`);
    await page.getByRole('list', { name: 'Events of this job' }).getByRole('listitem').first().waitFor();
    await plane.kill();
    await plane.start();
    await client.call('jobs.start', { params: { job_id: job.id }, repeatable: true });
    await page.getByText('PENDING → ANALYZING').waitFor();
    const shown = await page.getByRole('list', { name: 'Events of this job' }).getByRole('listitem').count();
    const { items } = await client.call('jobs.events', { params: { job_id: job.id } });
    assert.equal(shown, items.length);
  });
});
