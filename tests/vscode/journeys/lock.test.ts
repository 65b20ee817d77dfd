import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { confinementForCalls } from '@iama/runner/lock/job/held-in';
import { answerDialog } from '../harness/answer-dialog.ts';
import { approveSpec, choosePlan, jobThatSays, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { switchTheme } from '../harness/switch-theme.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

/** It writes a file, so that no call of it can be pinned, and no test says what it gives; what stands below it is pinned. */
const PRICE = `import { writeFileSync } from 'node:fs';

function forgotten(list) {
  return list.length > 3;
}

export function price(net, quantity) {
  writeFileSync('price.log', 'asked');
  if (quantity >= 10) return net * quantity * 0.9;
  return net * quantity + 5;
}

export const twice = (count) => count * 2;
`;
const BLIND = `import test from 'node:test';
import { price } from '../src/price.js';

test('loads', () => void price);
`;

describe('a person whose tests would notice too little', function () {
  this.timeout(300_000);
  let journey: Journey;

  before(async function () {
    // Elsewhere no fault is tried, so nobody is asked.
    if ((await confinementForCalls()) === null) this.skip();
    // Enough time on a busy machine.
    journey = await startJourney({ settings: { 'iama.lock.budgetSeconds': 60 }, change: keepThePrice });
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('reads before the edit what they would not notice, and can go on all the same', async () => {
    const { page } = journey;
    await startJob(page, 'unused-code');
    await choosePlan(page, 'CONSERVATIVE');
    await approveSpec(page);
    await jobThatSays(page, /before any change/);
    await (await jobThatSays(page, /Approve the specification/)).click();
    await page.getByText('Approve this specification').click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('would notice too little').waitFor();
    await dialog
      .getByText(/src\/price\.js:\d+/)
      .first()
      .waitFor();
    await takeScreenshot(page, 'weak-lock-light');
    await answerDialog(page, 'Cancel');
    await switchTheme(page, 'dark');
    await page.getByText('Approve this specification').click();
    await dialog.getByText('would notice too little').waitFor();
    await takeScreenshot(page, 'weak-lock-dark');
    await answerDialog(page, 'Go on all the same');
    await jobThatSays(page, /Ready for review/);
  });

  it('finds it all in the evidence', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Show Evidence');
    await page
      .locator('.view-line', { hasText: /You.approved.the.specification/ })
      .first()
      .waitFor();
    await page
      .locator('.view-line', { hasText: /Tests.written:.[1-9]/ })
      .first()
      .waitFor();
    await takeInThemes(page, 'lock-evidence');
  });
});

async function keepThePrice(folder: string): Promise<void> {
  for (const name of ['src', 'test']) {
    await rm(join(folder, name), { recursive: true });
    await mkdir(join(folder, name));
  }
  await writeFile(join(folder, 'src/price.js'), PRICE);
  await writeFile(join(folder, 'test/price.test.js'), BLIND);
}
