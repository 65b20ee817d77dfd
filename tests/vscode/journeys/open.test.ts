import assert from 'node:assert/strict';
import { keepFailure } from '../harness/keep-failure.ts';
import { readManifest } from '../harness/read-manifest.ts';
import { findInPalette, quickItem, searchPalette } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a person with the extension', function () {
  this.timeout(180_000);
  let journey: Journey;

  before(async () => {
    journey = await startJourney();
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('opens VS Code with the extension installed and lists its commands', async () => {
    const { page, vscode } = journey;
    const { commands } = await readManifest(vscode);
    const titles = (shown: string) => commands.filter((command) => command.shown === shown).map(({ title }) => title);
    assert.notEqual(titles('always').length, 0);
    for (const title of titles('always')) {
      await findInPalette(page, title);
      await page.keyboard.press('Escape');
    }
    for (const title of titles('never')) {
      await searchPalette(page, title);
      await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
      assert.equal(await quickItem(page, title).count(), 0, title);
      await page.keyboard.press('Escape');
    }
    await searchPalette(page, titles('always')[0]?.split(':')[0] ?? '');
    await takeScreenshot(page, 'commands');
  });
});
