import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepFailure } from '../harness/keep-failure.ts';
import { openWorkbench } from '../harness/open-workbench.ts';
import type { Workbench } from '../harness/open-workbench.ts';
import { chooseItem, quickItem, runUntilOffered } from '../harness/run-command.ts';
import { startVscode } from '../harness/start-vscode.ts';
import type { Vscode } from '../harness/start-vscode.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { temporaryShop } from '../harness/temporary-shop.ts';
import type { Shop } from '../harness/temporary-shop.ts';
import { vsixUnderTest } from '../harness/vsix-under-test.ts';

describe('a person with several folders open', function () {
  this.timeout(180_000);
  let shops: readonly Shop[] = [];
  let vscode: Vscode;
  let workbench: Workbench;

  before(async () => {
    shops = [await temporaryShop(), await temporaryShop()];
    vscode = await startVscode({ vsix: [vsixUnderTest()] });
    const file = join(vscode.home, 'shops.code-workspace');
    const folders = shops.map(({ folder }, index) => ({ path: folder, name: `shop ${index + 1}` }));
    await writeFile(file, JSON.stringify({ folders }));
    workbench = await openWorkbench(vscode, { folder: file });
  });
  afterEach(function () {
    return keepFailure(this.currentTest, workbench?.page);
  });
  after(async () => {
    await workbench?.close();
    await vscode?.stop();
    for (const shop of shops) await shop.remove();
  });

  it('is asked which of them a job is about', async () => {
    const { page } = workbench;
    await runUntilOffered(page, 'IAMA: Refactor…', 'shop 1');
    await takeScreenshot(page, 'folder-of-several');
    await chooseItem(page, 'shop 2');
    await page.locator('.quick-input-title').getByText('Refactor .').waitFor();
    await quickItem(page, 'unused-code').waitFor();
  });
});
