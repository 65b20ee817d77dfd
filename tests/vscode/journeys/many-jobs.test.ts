import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Locator } from 'playwright-core';
import type { ControlPlane } from '../../acceptance/control-plane.ts';
import { createSampleJob, goodMachine } from '../../acceptance/sample-job.ts';
import { driveJob } from '../../support/drive-job.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { openRow } from '../harness/job-steps.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';

/** Three more than the list shows. */
const DELIVERED = 13;

describe('a person with more jobs than they look at', function () {
  this.timeout(300_000);
  let journey: Journey;
  let client: Client;
  const rows = (name: RegExp, level: number): Locator => journey.page.getByRole('treeitem', { name, level });
  /** The tree draws only the rows that there is room for; each says how many there are beside it. */
  const among = (name: RegExp, level: number, count: number): Promise<void> =>
    rows(name, level)
      .and(journey.page.locator(`[aria-setsize="${count}"]`))
      .first()
      .waitFor();

  before(async () => {
    journey = await startJourney();
    client = await signIn(journey.plane);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('sees the newest, and an older one that waits for them', async () => {
    const { page } = journey;
    await createSampleJob(client);
    for (let count = 0; count < DELIVERED; count += 1) await deliver(client);
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await runCommand(page, 'IAMA: Refresh Jobs');
    await among(/^unused-code/, 1, 12);
    await rows(/Not started/, 1).waitFor();
    await rows(/^Earlier jobs, 3 · 3 to review/, 1).waitFor();
  });

  it('finds the others under the last row', async () => {
    await openRow(journey.page, /^Earlier jobs/);
    await among(/^unused-code/, 2, 3);
    await takeInThemes(journey.page, 'earlier-jobs', () => rows(/^Earlier jobs/, 1).waitFor());
  });

  it('sees a job go there when it is over', async () => {
    const { items } = await client.call('jobs.list', { query: { limit: 50 } });
    const job_id = items.find(({ ended_at }) => ended_at === null)?.id ?? '';
    await client.call('jobs.cancel', { params: { job_id } });
    await runCommand(journey.page, 'IAMA: Refresh Jobs');
    await rows(/^Earlier jobs, 4 · 3 to review/, 1).waitFor();
    await among(/^unused-code.*(Cancelled|Failed)/, 2, 4);
  });
});

async function deliver(client: Client): Promise<void> {
  const { id } = await createSampleJob(client);
  await driveJob(client, id, goodMachine);
}

/** The account that the extension finds by itself. */
async function signIn({ url, data_dir }: ControlPlane): Promise<Client> {
  const body = JSON.parse(await readFile(join(data_dir, 'local-account.json'), 'utf8')) as {
    email: string;
    password: string;
  };
  const tokens = memoryTokenStore();
  const client = createClient({ base_url: url, tokens });
  await tokens.write((await client.call('auth.login', { body, repeatable: true })).tokens);
  return client;
}
